import { fault, notApplicable, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";
import { POD_TYPES, podsOf } from "../../subjects/pod";

const ACCOUNTS = formsOf("kubernetes:core/v1:ServiceAccount");

export const noDefaultServiceAccount = resourceRule({
  id: "no-default-service-account",
  description: "Pods run as a service account of their own, and get an API token only if they ask for it.",
  remediation:
    "Set serviceAccountName on the pod, and automountServiceAccountToken to false on the service account.",
  severity: "medium",
  level: "mandatory",
  references: { "CIS-EKS": ["4.1.5", "4.1.6"] },
  types: [...ACCOUNTS, ...POD_TYPES],
  check: (resource) => {
    if (ACCOUNTS.includes(resource.type)) {
      return objectsIn(resource).map(({ label, reading, isPatch }) =>
        fault(
          `${label}it gives every pod an API token`,
          () => reading.boolean("automountServiceAccountToken") ?? !isPatch,
        ),
      );
    }
    const pods = podsOf(resource).filter(({ isPatch }) => !isPatch);
    if (pods.length === 0) return notApplicable("it says nothing that the rule could be about");
    return pods.map((pod) =>
      fault(`${pod.label}it runs as the default service account`, () => {
        const account = pod.spec?.string("serviceAccountName") ?? pod.spec?.string("serviceAccount");
        return (account ?? "default") === "default";
      }),
    );
  },
});
