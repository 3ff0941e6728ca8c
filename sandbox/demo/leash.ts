// Loaded into the bot's process: however the demo ends, the bot ends with it.
process.on('disconnect', () => process.exit())
