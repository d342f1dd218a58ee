// `npm run bench -- <name> [options] [--json]`: one figure a line. Only this machine's loopback is ever loaded.
import { benchConnections, CONNECTIONS } from './connections/index.ts';
import { benchDistrict, DISTRICT } from './district/index.ts';
import { printFigure } from './figures.ts';
import { benchHistory, HISTORY } from './history/index.ts';
import { benchHostile, HOSTILE } from './hostile/index.ts';
import { benchIngest, INGEST } from './ingest/index.ts';
import { benchLights, LIGHTS } from './lights/index.ts';
import { benchLive, LIVE } from './live/index.ts';
import { benchMap, MAP } from './map/index.ts';
import { benchPhone, PHONE } from './phone/index.ts';
import { benchPictures, PICTURES } from './pictures/index.ts';
import { benchPoll, POLL } from './poll/index.ts';
import { benchRegister, REGISTER } from './register/index.ts';
import { benchReports, REPORTS } from './reports/index.ts';
import { benchSilence, SILENCE } from './silence/index.ts';
import { benchStorm, STORM } from './storm/index.ts';
import { readCommand, usage, UsageError } from './options.ts';

const BENCHES = {
  ingest: INGEST,
  connections: CONNECTIONS,
  district: DISTRICT,
  hostile: HOSTILE,
  history: HISTORY,
  storm: STORM,
  silence: SILENCE,
  register: REGISTER,
  reports: REPORTS,
  map: MAP,
  lights: LIGHTS,
  live: LIVE,
  phone: PHONE,
  pictures: PICTURES,
  poll: POLL,
};
const RUN = {
  ingest: benchIngest,
  connections: benchConnections,
  district: benchDistrict,
  hostile: benchHostile,
  history: benchHistory,
  storm: benchStorm,
  silence: benchSilence,
  register: benchRegister,
  reports: benchReports,
  map: benchMap,
  lights: benchLights,
  live: benchLive,
  phone: benchPhone,
  pictures: benchPictures,
  poll: benchPoll,
};

function commandLine() {
  try {
    return readCommand(process.argv.slice(2), BENCHES);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

const command = commandLine();
if (command === null) {
  console.log(usage(BENCHES));
} else {
  const figures = await RUN[command.name]({ ...command.options, progress: (line) => console.error(line) });
  for (const figure of figures) printFigure(figure, command.json);
}
process.exit(0);
