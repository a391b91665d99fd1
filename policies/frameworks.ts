import type { Policy } from "@pulumi/policy";
import type { Framework, Rule } from "./rule";

export interface FrameworkInfo {
  readonly title: string;
  readonly version: string;
  readonly url: string;
}

/** The collections of controls that rules refer to. */
export const frameworks: Readonly<Record<Framework, FrameworkInfo>> = {
  FSBP: {
    title: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html",
  },
  "CIS-AWS": {
    title: "CIS AWS Foundations Benchmark",
    version: "5.0.0",
    url: "https://www.cisecurity.org/benchmark/amazon_web_services",
  },
  "CIS-EKS": {
    title: "CIS Amazon EKS Benchmark",
    version: "1.8.0",
    url: "https://www.cisecurity.org/benchmark/kubernetes",
  },
  CT: {
    title: "AWS Control Tower proactive controls",
    version: "current",
    url: "https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html",
  },
  PSS: {
    title: "Kubernetes Pod Security Standards",
    version: "1.36",
    url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  },
  CKV: {
    title: "Checkov",
    version: "current",
    url: "https://www.checkov.io/5.Policy%20Index/all.html",
  },
  NIST: {
    title: "NIST SP 800-53",
    version: "Rev. 5",
    url: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
  },
};

/** Pulumi knows one framework for a policy: the first one referred to. The others travel as tags. */
export function frameworkOf(rule: Rule): Pick<Policy, "framework"> {
  const [first] = referencesOf(rule);
  if (first === undefined) return {};
  const { title, version, url } = frameworks[first.framework];
  return { framework: { name: title, version, reference: url, specification: first.controls.join(", ") } };
}

export function tagsOf(rule: Rule): string[] {
  return referencesOf(rule).flatMap(({ framework, controls }) =>
    controls.map((control) => `${framework} ${control}`),
  );
}

export function referencesOf(rule: Rule): { framework: Framework; controls: readonly string[] }[] {
  return Object.entries(rule.references).map(([framework, controls]) => ({
    framework: framework as Framework,
    controls,
  }));
}
