// Loads the module that it is given, as Lambda would, and says how much processor time that took in all, in milliseconds.
globalThis.awslambda = { streamifyResponse: handler => handler };
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1_000);
});
await import(process.argv[2]);
