import { Socket } from 'node:net'

const HERE = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/

/** From now on nobody in this process can open a connection to another machine. */
Socket.prototype.connect = new Proxy(Socket.prototype.connect, {
  apply(connect, socket, args) {
    // As (options), as (port, host), or as both in an array of Node's own.
    const [where, name] = args.flat()
    const host = typeof where === 'object' ? where?.host : name
    if (typeof host === 'string' && !HERE.test(host))
      throw Object.assign(new Error(`A test wanted to talk to ${host}`), { code: 'ENETUNREACH' })
    return Reflect.apply(connect, socket, args)
  },
})
