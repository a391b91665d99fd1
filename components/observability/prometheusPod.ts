import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { images } from "../pods/images";
import { resources, restrictedContainer, restrictedPod } from "../pods/podSecurity";
import { ports } from "./prometheusConfiguration";

/** uid of `nobody` in the images. */
const nobody = 65534;

export interface PrometheusPodArgs {
  readonly labels: Record<string, string>;
  readonly configurationChecksum: pulumi.Input<string>;
  readonly configMap: string;
  readonly retentionDays: number;
  readonly storageGiB: number;
  readonly volume: k8s.types.input.core.v1.Volume;
}

/** Prometheus, with Alertmanager beside it: one pod, because either without the other tells nobody anything. */
export function prometheusPod(args: PrometheusPodArgs): k8s.types.input.core.v1.PodTemplateSpec {
  return {
    metadata: { labels: args.labels, annotations: { "checksum/configuration": args.configurationChecksum } },
    spec: {
      serviceAccountName: "prometheus",
      // It asks the Kubernetes API what there is to be scraped.
      automountServiceAccountToken: true,
      enableServiceLinks: false,
      securityContext: restrictedPod(nobody),
      terminationGracePeriodSeconds: 120,
      containers: [
        {
          ...served("prometheus", ports.prometheus),
          image: images.prometheus,
          args: [
            "--config.file=/etc/prometheus/prometheus.json",
            "--storage.tsdb.path=/prometheus",
            `--storage.tsdb.retention.time=${String(args.retentionDays)}d`,
            // What is older goes before the volume is full.
            `--storage.tsdb.retention.size=${String(Math.floor(args.storageGiB * 1024 * 0.8))}MiB`,
          ],
          resources: resources({ cpuMillicores: 250, memoryMiB: 1024 }),
          volumeMounts: [
            { name: "data", mountPath: "/prometheus" },
            { name: "configuration", mountPath: "/etc/prometheus", readOnly: true },
          ],
        },
        {
          ...served("alertmanager", ports.alertmanager),
          image: images.alertmanager,
          args: [
            "--config.file=/etc/prometheus/alertmanager.json",
            "--storage.path=/alertmanager",
            // One alone: no peers to gossip with.
            "--cluster.listen-address=",
          ],
          resources: resources({ cpuMillicores: 20, memoryMiB: 64 }),
          volumeMounts: [
            { name: "silences", mountPath: "/alertmanager" },
            { name: "configuration", mountPath: "/etc/prometheus", readOnly: true },
          ],
        },
      ],
      volumes: [
        args.volume,
        { name: "silences", emptyDir: { sizeLimit: "64Mi" } },
        { name: "configuration", configMap: { name: args.configMap } },
      ],
    },
  };
}

function served(name: string, port: number) {
  return {
    name,
    ports: [{ name, containerPort: port, protocol: "TCP" }],
    // Reading a large write-ahead log takes minutes.
    startupProbe: { httpGet: { path: "/-/ready", port: name }, periodSeconds: 10, failureThreshold: 60 },
    livenessProbe: { httpGet: { path: "/-/healthy", port: name }, periodSeconds: 30, timeoutSeconds: 5 },
    readinessProbe: { httpGet: { path: "/-/ready", port: name }, periodSeconds: 10, timeoutSeconds: 5 },
    securityContext: restrictedContainer,
  };
}
