// Loaded into the demo's product before its own program: when the demo is gone, however it went, the product stops in
// order instead of staying behind on its ports and reporting a whole district as dead.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
