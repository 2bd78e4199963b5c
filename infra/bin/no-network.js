// Preloaded into a command and all that it starts: ends it where it looks for another machine.
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const { connect } = net.Socket.prototype;

function refuse(where) {
  process.stderr.write(`looked for the network: ${where}\n`);
  process.exit(97);
}

net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  // Pipes between processes of this machine go by a path.
  const isPipe = typeof options === 'string' || options?.path !== undefined;
  if (!isPipe) refuse(`${options?.host ?? 'localhost'}:${options?.port ?? options}`);
  return connect.apply(this, args);
};
dns.lookup = name => refuse(name);
dns.promises.lookup = async name => refuse(name);
syncBuiltinESMExports();
