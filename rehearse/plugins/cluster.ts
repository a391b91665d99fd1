import type { UntypedServiceImplementation, handleUnaryCall } from "@grpc/grpc-js";
import { ReadResponse, type ConfigureRequest, type ReadRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { plain, type Properties } from "../../preview/simulation/wire";
import { toProperties } from "../../preview/wire-struct";
import type { Cloud } from "./cloud";
import { ProviderError, unary } from "./server";

const lettingGo = "PULUMI_K8S_DELETE_UNREACHABLE";

type Call = handleUnaryCall<ReadRequest, unknown>;

/**
 * Objects live in a cluster of the simulated cloud: where the one that the kubeconfig names is not there, calls fail as
 * the real provider's do. With `PULUMI_K8S_DELETE_UNREACHABLE=true`, reads and deletes let the objects go instead.
 * Source: provider/pkg/provider/provider.go of pulumi-kubernetes 4.34. A kubeconfig that is no cluster of EKS is
 * believed.
 */
export function inCluster(methods: UntypedServiceImplementation, cloud: Cloud): UntypedServiceImplementation {
  let cluster: string | undefined;
  const configure: handleUnaryCall<ConfigureRequest, unknown> = (call, callback) => {
    cluster = clusterOf(toProperties(call.request.getArgs()));
    (methods["configure"] as typeof configure)(call, callback);
  };
  const needing = (method: string, letGo?: () => unknown): [string, Call] => [
    method,
    (call, callback) => {
      if (cluster === undefined || cloud.read("aws:eks/cluster:Cluster", cluster) !== undefined) {
        (methods[method] as Call)(call, callback);
        return;
      }
      unary(() => {
        if (letGo !== undefined && process.env[lettingGo] === "true") return letGo();
        throw new ProviderError(
          `configured Kubernetes cluster is unreachable: ${cluster ?? ""}. If the cluster was deleted, you can remove ` +
            `this resource from Pulumi state by rerunning the operation with ${lettingGo}=true`,
        );
      })(call, callback);
    },
  ];
  return {
    ...methods,
    configure,
    ...Object.fromEntries([
      needing("create"),
      needing("update"),
      needing("read", () => new ReadResponse()),
      needing("delete", () => new Empty()),
    ]),
  };
}

/** The cluster that EKS's kubeconfig signs in to. */
function clusterOf(configuration: Properties): string | undefined {
  const kubeconfig = plain(configuration["kubeconfig"]);
  return typeof kubeconfig === "string" ? /"--cluster-name",\s*"([^"]+)"/.exec(kubeconfig)?.[1] : undefined;
}
