import { workerData } from 'node:worker_threads'

// Ends its process when the process that started it is gone.
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
}, 500)
