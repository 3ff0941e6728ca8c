// Loaded into the bot's process: however the demo ends, the bot ends with it, at once.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
