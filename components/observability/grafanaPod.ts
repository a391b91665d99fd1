import type * as k8s from "@pulumi/kubernetes";

import { images } from "../pods/images";
import { resources, restrictedContainer, restrictedPod } from "../pods/podSecurity";
import { ports } from "./prometheusConfiguration";

/** uid of `grafana` in its image. */
const grafanaUser = 472;
/** Made when the volume is new; `kubectl exec` reads it. */
export const passwordFile = "/var/lib/grafana/admin-password";

export interface GrafanaPodArgs {
  readonly labels: Record<string, string>;
  readonly configurationChecksum: string;
  /** ConfigMap with the provisioning files, and the ConfigMaps of the dashboards. */
  readonly configMap: string;
  readonly dashboardConfigMaps: readonly string[];
  readonly volume: k8s.types.input.core.v1.Volume;
}

/**
 * Grafana's pod. Nothing leads to it from outside: `kubectl -n monitoring port-forward deployment/grafana 3000`. Its
 * administrator's password is drawn at random inside the pod and never leaves the volume, so that neither Pulumi, AWS
 * nor Kubernetes holds it.
 */
export function grafanaPod(args: GrafanaPodArgs): k8s.types.input.core.v1.PodTemplateSpec {
  const health = { httpGet: { path: "/api/health", port: "http" } };
  const environment = {
    GF_AUTH_ANONYMOUS_ENABLED: "false",
    GF_USERS_ALLOW_SIGN_UP: "false",
    GF_SECURITY_ADMIN_PASSWORD__FILE: passwordFile,
    GF_SECURITY_DISABLE_GRAVATAR: "true",
    GF_SECURITY_COOKIE_SAMESITE: "strict",
    GF_ANALYTICS_REPORTING_ENABLED: "false",
    GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
    // Data sources are plugins that come with the image. By default Grafana would fetch newer ones at each start, and lose
    // those it has, as their folder cannot be written: https://github.com/grafana/grafana/issues/132528
    GF_PLUGINS_PREINSTALL_DISABLED: "true",
    GF_PLUGINS_PREINSTALL_AUTO_UPDATE: "false",
    GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
    GF_LOG_MODE: "console",
  };
  return {
    metadata: { labels: args.labels, annotations: { "checksum/configuration": args.configurationChecksum } },
    spec: {
      serviceAccountName: "grafana",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: restrictedPod(grafanaUser),
      containers: [
        {
          name: "grafana",
          image: images.grafana,
          command: ["/bin/sh", "-euc"],
          args: [
            `umask 077; test -s ${passwordFile} || head -c 24 /dev/urandom | base64 > ${passwordFile}; exec /run.sh`,
          ],
          env: Object.entries(environment).map(([name, value]) => ({ name, value })),
          ports: [{ name: "http", containerPort: ports.grafana, protocol: "TCP" }],
          startupProbe: { ...health, periodSeconds: 5, failureThreshold: 30 },
          livenessProbe: { ...health, periodSeconds: 30 },
          readinessProbe: { ...health, periodSeconds: 10 },
          resources: resources({ cpuMillicores: 100, memoryMiB: 512 }),
          securityContext: restrictedContainer,
          volumeMounts: [
            { name: "data", mountPath: "/var/lib/grafana" },
            { name: "tmp", mountPath: "/tmp" },
            { name: "provisioning", mountPath: "/etc/grafana/provisioning", readOnly: true },
            { name: "dashboards", mountPath: "/etc/grafana/dashboards", readOnly: true },
          ],
        },
      ],
      volumes: [
        args.volume,
        { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
        {
          name: "provisioning",
          configMap: {
            name: args.configMap,
            items: [
              { key: "datasources.yaml", path: "datasources/datasources.yaml" },
              { key: "dashboards.yaml", path: "dashboards/dashboards.yaml" },
            ],
          },
        },
        {
          name: "dashboards",
          projected: { sources: args.dashboardConfigMaps.map((name) => ({ configMap: { name } })) },
        },
      ],
    },
  };
}
