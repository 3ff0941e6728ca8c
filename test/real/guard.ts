/**
 * Runs `end` when this process ends in any way that it can notice, so that what it started does not outlive it.
 * `end` must not wait for anything. Answers how to call it off.
 */
export function endWithProcess(end: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    callOff()
    end()
    process.kill(process.pid, signal)
  }
  const callOff = () => {
    process.off('exit', end)
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  process.on('exit', end)
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return callOff
}
