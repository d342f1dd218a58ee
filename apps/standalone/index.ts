/**
 * Everything in one process with a built-in database: the default for one district. Only puts the rooms together; it
 * must hold no rule of its own.
 */
export { StandaloneModule } from './standalone.module.ts';
