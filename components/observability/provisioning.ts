import { dataSources } from "./dashboard";
import { ports } from "./prometheusConfiguration";

/** Data sources that Grafana starts with. */
export function grafanaDataSources(region: string) {
  return {
    apiVersion: 1,
    datasources: [
      {
        ...dataSources.prometheus,
        name: "Prometheus",
        access: "proxy",
        url: `http://prometheus.monitoring.svc.cluster.local:${String(ports.prometheus)}`,
        isDefault: true,
        editable: false,
      },
      {
        ...dataSources.cloudWatch,
        name: "CloudWatch",
        access: "proxy",
        editable: false,
        jsonData: { authType: "default", defaultRegion: region },
      },
    ],
  };
}

/** Where Grafana finds its dashboards. */
export const grafanaDashboardProvider = {
  apiVersion: 1,
  providers: [
    {
      name: "services",
      folder: "Services",
      type: "file",
      disableDeletion: true,
      allowUiUpdates: false,
      updateIntervalSeconds: 60,
      options: { path: "/etc/grafana/dashboards" },
    },
  ],
};
