import type { Answer, Subject } from "./subject";

function loadBalancing(kind: string): Answer {
  return (subject) => {
    const name = subject.named();
    const arn = subject.arn("elasticloadbalancing", `${kind}/${name}/${subject.hex(16)}`);
    return {
      id: arn,
      arn,
      name,
      arnSuffix: arn
        .split(":")
        .at(-1)
        ?.replace(/^loadbalancer\//, ""),
    };
  };
}

function underListener(kind: string): Answer {
  return (subject) => {
    const parent = String(subject.inputs[kind === "listener" ? "loadBalancerArn" : "listenerArn"]);
    const resource =
      parent
        .split(":")
        .at(-1)
        ?.replace(/^[\w-]+\//, `${kind}/`) ?? kind;
    const arn = subject.arn("elasticloadbalancing", `${resource}/${subject.hex(16)}`);
    return { id: arn, arn };
  };
}

function validationOptions(subject: Subject): unknown[] {
  const names = [
    subject.text("domainName"),
    ...((subject.inputs["subjectAlternativeNames"] ?? []) as string[]),
  ];
  return names.map((domainName) => ({
    domainName,
    resourceRecordName: `_${subject.hex(32)}.${(domainName ?? "").replace(/^\*\./, "")}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${subject.hex(32)}.acm-validations.aws.`,
  }));
}

/** Route 53, ACM, load balancers, CloudFront, WAF, API Gateway. */
export const edgeAnswers: Readonly<Record<string, Answer>> = {
  "aws:route53/zone:Zone": (subject) => {
    const id = `Z${subject.hex(20).toUpperCase()}`;
    const nameServers = ["com", "net", "org", "co.uk"].map(
      (end, index) => `ns-${String(index)}.awsdns-00.${end}`,
    );
    return { id, zoneId: id, arn: `arn:aws:route53:::hostedzone/${id}`, nameServers };
  },
  "aws:route53/record:Record": (subject) => {
    const [zone, name, type] = ["zoneId", "name", "type"].map((each) => String(subject.inputs[each]));
    return { id: `${zone ?? ""}_${name ?? ""}_${type ?? ""}`, fqdn: name };
  },
  "aws:acm/certificate:Certificate": (subject) => {
    const arn = subject.arn("acm", `certificate/${subject.uuid()}`);
    return {
      id: arn,
      arn,
      domainValidationOptions: validationOptions(subject),
      status: "PENDING_VALIDATION",
    };
  },
  "aws:acm/certificateValidation:CertificateValidation": () => ({ id: "2026-01-01 00:00:00 +0000 UTC" }),
  "aws:lb/loadBalancer:LoadBalancer": (subject) => ({
    ...loadBalancing("loadbalancer/app")(subject),
    dnsName: `${subject.named()}-${subject.digits(10)}.${subject.region}.elb.${subject.dnsSuffix}`,
    zoneId: `Z${subject.hex(13).toUpperCase()}`,
  }),
  "aws:lb/targetGroup:TargetGroup": loadBalancing("targetgroup"),
  "aws:lb/listener:Listener": underListener("listener"),
  "aws:lb/listenerRule:ListenerRule": underListener("listener-rule"),
  "aws:cloudfront/distribution:Distribution": (subject) => {
    const id = `E${subject.hex(13).toUpperCase()}`;
    const arn = subject.globalArn("cloudfront", `distribution/${id}`);
    // The zone of every CloudFront distribution.
    return { id, arn, domainName: `d${subject.hex(13)}.cloudfront.net`, hostedZoneId: "Z2FDTNDATAQYW2" };
  },
  "aws:wafv2/webAcl:WebAcl": (subject) => {
    const id = subject.uuid();
    const scope = subject.text("scope") === "CLOUDFRONT" ? "global" : "regional";
    return {
      id,
      name: subject.named(),
      arn: subject.arn("wafv2", `${scope}/webacl/${subject.named()}/${id}`),
    };
  },
  "aws:apigatewayv2/api:Api": (subject) => {
    const id = subject.hex(10);
    return {
      id,
      name: subject.named(),
      arn: `arn:aws:apigateway:${subject.region}::/apis/${id}`,
      apiEndpoint: `https://${id}.execute-api.${subject.region}.${subject.dnsSuffix}`,
      executionArn: subject.arn("execute-api", id),
    };
  },
};
