import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it; a component's inputs are its arguments. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
}

export interface MockOptions {
  /** What the cloud adds to a deployed resource's inputs. @default a preview: such values stay unknown */
  readonly deployed?: (type: string, name: string) => Readonly<Record<string, unknown>>;
  /** What functions of providers answer, by token. @default none may be called */
  readonly calls?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** @default "test" */
  readonly stack?: string;
}

/** Runs a piece of a program against the SDK's mocks and answers what it registered, in order of arrival. */
export async function register(
  build: () => unknown,
  { deployed, calls = {}, stack = "test" }: MockOptions = {},
): Promise<readonly Registered[]> {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (resource) => {
        const { type, name } = resource;
        const inputs = resource.inputs as Registered["inputs"];
        const { protect = false, retainOnDelete = false } = options.get(`${type} ${name}`) ?? {};
        registered.push({ type, name, inputs, protect, retainOnDelete });
        return { id: deployed && `${name}-id`, state: { ...inputs, ...deployed?.(type, name) } };
      },
      call: ({ token }) => {
        const answer = calls[token];
        if (answer === undefined) throw new Error(`no answer for ${token} in this test`);
        return answer;
      },
    },
    "commerce",
    stack,
    deployed === undefined,
  );
  await pulumi.runtime.runInPulumiStack(() => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts);
      return undefined;
    });
    build();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return registered.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/** The one resource of a type and name. */
export function one(registered: readonly Registered[], type: string, name: string): Registered {
  const [found, ...more] = registered.filter((resource) => resource.type === type && resource.name === name);
  if (found === undefined || more.length > 0) {
    const names = registered.map((resource) => `${resource.type} ${resource.name}`).join("\n  ");
    throw new Error(`not exactly one ${type} named ${name} among:\n  ${names}`);
  }
  return found;
}

/** The value of an output, which must be known. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
