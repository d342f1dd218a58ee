export default () => globalThis.canhStopPostgres();
