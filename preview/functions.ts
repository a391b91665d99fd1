import {
  TransformInvokeOptions,
  type ReadResourceRequest,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { sourceOf } from "./goal";
import { registrationOf } from "./known-resources";
import { SECRET, UNKNOWN } from "./registration";
import type { Session, StackOutputs } from "./session";
import { isObject, plain, signatureOf, type Properties } from "./simulation/wire";
import { packageOf } from "./urn";
import { toProperties } from "./wire-struct";
import { withHashes } from "./wire-values";

/** @throws Error the program is told, if nobody here knows the answer. */
export async function invoke(session: Session, request: ResourceInvokeRequest): Promise<Properties> {
  const token = request.getTok();
  let args = toProperties(request.getArgs());
  if (token === "pulumi:pulumi:getResource") return resource(session, String(args["urn"]));
  let options = new TransformInvokeOptions();
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  for (const transform of session.invokeTransforms) {
    ({ args, options } = await session.callbacks.transformInvoke(transform, token, args, options));
  }
  const question = {
    explicit: options.getProvider(),
    token,
    packageRef: request.getPackageref(),
    version: options.getVersion(),
    pluginDownloadUrl: options.getPluginDownloadUrl(),
  };
  const provider = session.providerReference(question, token);
  return session.options.simulation.invoke(token, plain(args) as Properties, session.contextFor(provider));
}

/** A resource known by its URN only, as one that travels as a value between components is. */
function resource(session: Session, urn: string): Properties {
  const registration = session.known.get(urn)?.registration;
  if (registration === undefined) throw new Error(`unknown resource ${urn}`);
  return { urn, id: registration.id ?? "", provider: registration.provider, state: registration.outputs };
}

/**
 * A method of a remote component, such as `cluster.getKubeconfig()`. Its plugin computes it from what is deployed, so
 * that nothing can be known of it here.
 */
export function call(
  session: Session,
  request: ResourceCallRequest,
): { result: Properties; dependencies: string[] } {
  const self = toProperties(request.getArgs())["__self__"];
  const urn = isObject(self) ? String(self["urn"]) : "";
  if (session.known.get(urn) === undefined) throw new Error(`${request.getTok()}: unknown resource ${urn}`);
  return { result: { result: UNKNOWN }, dependencies: [urn] };
}

/**
 * A resource that somebody else deployed. A real preview asks the cloud for it; here only its id and what the program
 * says of it are known. Another stack's outputs are known if the caller of the preview gave them.
 */
export function read(session: Session, request: ReadResourceRequest): { urn: string; outputs: Properties } {
  const type = request.getType();
  const { project, stackOutputs } = session.options;
  const urn = session.urn(request.getParent(), type, request.getName());
  const source = sourceOf(request.getSourceposition(), project.directory);
  const question = {
    explicit: request.getProvider() || session.known.inheritedProvider(request.getParent(), packageOf(type)),
    token: type,
    packageRef: request.getPackageref(),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
  };
  const inputs = withHashes(toProperties(request.getProperties()), project.directory);
  session.refuseOutputsAsText(request.getId(), "the id", urn, source);
  session.refuseOutputsAsText(inputs, "input", urn, source);
  const isStack = type === "pulumi:pulumi:StackReference";
  const outputs = isStack ? stackReference(request.getId(), stackOutputs) : inputs;
  try {
    session.known.add(
      registrationOf({
        urn,
        type,
        name: request.getName(),
        read: true,
        parent: request.getParent() === "" ? undefined : request.getParent(),
        provider: session.providerReference(question, urn),
        inputs,
        outputs,
        id: request.getId(),
        dependencies: request.getDependenciesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        source,
      }),
    );
  } catch (error) {
    session.error(error, urn, source);
  }
  return { urn, outputs };
}

function stackReference(name: string, known: StackOutputs): Properties {
  const outputs = known[name];
  if (outputs === undefined) return { name, outputs: UNKNOWN, secretOutputNames: UNKNOWN };
  const secretOutputNames = Object.keys(outputs).filter((key) => signatureOf(outputs[key]) === SECRET);
  return { name, outputs, secretOutputNames };
}
