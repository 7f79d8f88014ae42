/** A pretend Entra tenant behind a real HTTP server that knows Microsoft Graph's endpoints, rules and errors. */
import { GraphServer } from './graph/server.ts';
import type { GraphOptions, GraphSimulator } from './graph/simulator.ts';

export type { Fault } from './graph/faults.ts';
export type { GraphOptions, GraphSimulator } from './graph/simulator.ts';
export type { Partner, SimulatedTenant } from './tenant.ts';

/** Resolves when the server listens; rejects when the port is taken. */
export async function startGraph(options: GraphOptions): Promise<GraphSimulator> {
  const server = new GraphServer(options);
  await server.listen(options.port ?? 0);
  return server;
}
