// Starts one Wellheard with demo data for the whole run, and stops it afterwards.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const patience = 60_000;

/** Kinds of consultation that come with the program. */
export const kinds = ["ehcp-banding", "non-ehcp-criteria", "co-production-charter"];

/** Playwright calls this once before all tests, and what it returns once after them. */
export default async function setup(): Promise<() => Promise<void>> {
  // A server that somebody started by hand is tested as it is.
  if (process.env.WELLHEARD_URL) {
    return async () => {};
  }
  const program = binary();
  const folder = mkdtempSync(join(tmpdir(), "wellheard-e2e-"));
  const database = `sqlite:${join(folder, "e2e.db")}`;
  const address = `127.0.0.1:${await freePort()}`;
  const log = join(root, "end2end/test-results/server.log");
  mkdirSync(join(root, "end2end/test-results"), { recursive: true });
  const letters = join(folder, "letters");
  mkdirSync(letters);

  const mail = ["--mail", `folder:${letters}`, "--mail-from", "noreply@eastmarch.example", "--site", `http://${address}`];
  const args = ["serve", "--demo", "--listen", address, "--database-url", database, ...mail];
  const server = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const output = createWriteStream(log);
  server.stdout.pipe(output);
  server.stderr.pipe(output);

  const stop = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(`http://${address}/readyz`, server, log);
    everything(program, database);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.WELLHEARD_URL = `http://${address}`;
  return stop;
}

/** Opens a consultation with every type of question beside those of the demo; for the whole matrix, one of each kind. */
function everything(program: string, database: string): void {
  const slug = ["--slug", "everything"];
  const run = (...args: string[]) =>
    execFileSync(program, ["consultation", ...args, "--as", "lead@eastmarch.example", "--database-url", database], { cwd: root });
  run("create", ...slug, "--from", "server/tests/it/respond/types.toml");
  run("open", ...slug, "--closes", "2099-12-31T23:59");
  for (const kind of process.env.WELLHEARD_TEST_FULL === "1" ? kinds : []) {
    run("create", "--slug", `all-${kind}`, "--kind", kind);
    run("open", "--slug", `all-${kind}`, "--closes", "2099-12-31T23:59");
  }
}

/** The program under test: WELLHEARD_BIN, or what cargo built last. */
function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const program = process.env.WELLHEARD_BIN ?? join(resolve(root, target), "debug/wellheard");
  if (!existsSync(program)) {
    throw new Error(`${program} is not built: run \`cargo xtask test --only e2e\`, which builds it first`);
  }
  return program;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}

/** Waits until the server says that it is ready, or says why it never will be. */
async function ready(url: string, server: ChildProcess, log: string): Promise<void> {
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  const start = Date.now();
  while (Date.now() - start < patience) {
    if (failure || server.exitCode !== null) {
      throw new Error(`the server ended before it was ready (${failure ?? `exit code ${server.exitCode}`}): see ${log}`);
    }
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${url} was not ready after ${patience / 1000} s: see ${log}`);
}

/** Asks the server to end, and insists after five seconds. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) {
    return;
  }
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  const insist = setTimeout(() => server.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(insist);
}
