/** Solar lights as physics has them: a sky, batteries that age, lamps, controllers of three qualities, planted faults. */
export { type Climate, Sky } from './weather.ts';
export { LightModel, type LightNature, type Quality } from './light-model.ts';
export { type Planted, PLANTED } from './planted-fault.ts';
