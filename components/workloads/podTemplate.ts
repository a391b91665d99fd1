import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { paths } from "../../contract/environment";
import type { Service } from "../../services/definition";
import { resources, restrictedContainer, restrictedPod, spread } from "../pods/podSecurity";

export interface PodTemplateArgs {
  readonly service: Service;
  readonly image: pulumi.Input<string>;
  readonly labels: Record<string, string>;
  /** Changes when the configuration does, so that the pods restart with it: they read it once, at their start. */
  readonly configurationChecksum: pulumi.Input<string>;
}

/** The pods of a service, by Pod Security `restricted`. */
export function podTemplate(args: PodTemplateArgs): k8s.types.input.core.v1.PodTemplateSpec {
  const { service, labels } = args;
  const volumes = mountedFiles(service);
  return {
    metadata: { labels, annotations: { "checksum/configuration": args.configurationChecksum } },
    spec: {
      serviceAccountName: service.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: restrictedPod(),
      topologySpreadConstraints: spread(labels),
      // Time for the message in hand, within the 2 minutes that a Spot node is given.
      terminationGracePeriodSeconds: 60,
      containers: [
        {
          name: service.name,
          image: args.image,
          ports: [{ name: "http", containerPort: service.port, protocol: "TCP" }],
          envFrom: [{ configMapRef: { name: service.name } }],
          ...probes(service),
          // Callers learn of the end a moment later than the pod does; until then it serves them.
          lifecycle: { preStop: { sleep: { seconds: 5 } } },
          resources: resources(service.resources),
          securityContext: restrictedContainer,
          volumeMounts: [
            { name: "tmp", mountPath: "/tmp" },
            ...volumes.map(({ volume, mountPath }) => ({ name: volume.name, mountPath, readOnly: true })),
          ],
        },
      ],
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "256Mi" } }, ...volumes.map(({ volume }) => volume)],
    },
  };
}

/** Up to a minute to start; then 30 s of silence restart the container, and 10 s take it out of service. */
function probes(service: Service) {
  const httpGet = { path: service.healthPath, port: "http" };
  return {
    startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    readinessProbe: { httpGet, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
  };
}

function mountedFiles(service: Service) {
  const secrets = {
    mountPath: paths.secrets,
    volume: {
      name: "secrets",
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: true,
        volumeAttributes: { secretProviderClass: service.name },
      },
    },
  };
  const certificates = {
    mountPath: paths.databaseCertificates,
    volume: { name: "certificates", configMap: { name: "rds-certificates" } },
  };
  return [
    ...(service.secrets.length > 0 ? [secrets] : []),
    ...(service.data && service.data.engine !== "dynamodb" ? [certificates] : []),
  ];
}
