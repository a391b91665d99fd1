import { services } from "../../services";
import { ProjectCopy } from "../stacks/project-copy";
import { preview, type Settings, type Stack } from "../stacks/previewed";

const times = 10;

/**
 * `npm run bench`: what previewing costs, for each shipped stack and for one with ten times the services. CPU and memory
 * are the program's process alone; wall time includes the host. No figure here is a test: machines differ, ratios less.
 */
async function main(): Promise<void> {
  const test = await measured("test", process.cwd());
  await measured("prod", process.cwd());
  const project = new ProjectCopy();
  try {
    const copies = services.flatMap(({ name, data }) =>
      Array.from({ length: times - 1 }, (_, index) => ({
        name: `${name}-${String(index + 2)}`,
        like: name,
        data,
      })),
    );
    for (const { name, data } of copies) {
      const own = data?.engine === "postgresql" ? { engine: data.engine } : data;
      project.addService(name, { data: own, listensTo: ["order"], calls: ["catalog"], secrets: ["key"] });
    }
    const many = await measured(
      "test",
      project.directory,
      `test, ${String(times)} × services`,
      (settings) => {
        const data = settings["commerce:data"] as Settings;
        for (const { name, like } of copies) data[name] = data[like] as unknown;
      },
    );
    console.log(`CPU of ${String(times)} × the services: ${(many / test).toFixed(1)} × that of one`);
  } finally {
    project.remove();
  }
}

async function measured(
  stack: string,
  directory: string,
  label = stack,
  change?: (settings: Settings) => void,
): Promise<number> {
  const start = process.hrtime.bigint();
  const previewed: Stack = await preview(stack, directory, change);
  const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { cpuSeconds, peakMemoryBytes } = previewed.run.usage ?? { cpuSeconds: NaN, peakMemoryBytes: NaN };
  console.log(
    `${label.padEnd(22)} ${String(previewed.resources.length).padStart(5)} resources  ` +
      `wall ${wallSeconds.toFixed(1)} s  CPU ${cpuSeconds.toFixed(1)} s  memory ${(peakMemoryBytes / 2 ** 20).toFixed(0)} MiB`,
  );
  return cpuSeconds;
}

void main();
