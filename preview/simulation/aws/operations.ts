import type { Answer, Subject } from "./subject";

function sns(subject: Subject): string {
  const fifo = subject.inputs["fifoTopic"] === true && subject.text("name") === undefined;
  return `${subject.named()}${fifo ? ".fifo" : ""}`;
}

/** SNS, SQS, CloudWatch, EventBridge, Systems Manager. */
export const operationsAnswers: Readonly<Record<string, Answer>> = {
  "aws:sns/topic:Topic": (subject) => {
    const arn = subject.arn("sns", sns(subject));
    return { id: arn, arn, name: sns(subject), owner: subject.account };
  },
  "aws:sns/topicPolicy:TopicPolicy": (subject) => ({
    id: String(subject.inputs["arn"]),
    owner: subject.account,
  }),
  "aws:sns/topicSubscription:TopicSubscription": (subject) => {
    const arn = `${String(subject.inputs["topic"])}:${subject.uuid()}`;
    // A person confirms an e-mail's subscription; queues and functions need no confirmation.
    const pendingConfirmation = String(subject.inputs["protocol"]).startsWith("email");
    return { id: arn, arn, ownerId: subject.account, pendingConfirmation };
  },
  "aws:sqs/queue:Queue": (subject) => {
    const fifo = subject.inputs["fifoQueue"] === true && subject.text("name") === undefined;
    const name = `${subject.named()}${fifo ? ".fifo" : ""}`;
    const url = `https://sqs.${subject.region}.${subject.dnsSuffix}/${subject.account}/${name}`;
    return { id: url, name, url, arn: subject.arn("sqs", name) };
  },
  "aws:sqs/queuePolicy:QueuePolicy": (subject) => ({ id: String(subject.inputs["queueUrl"]) }),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": (subject) => ({ id: String(subject.inputs["queueUrl"]) }),
  "aws:sqs/redrivePolicy:RedrivePolicy": (subject) => ({ id: String(subject.inputs["queueUrl"]) }),
  "aws:cloudwatch/logGroup:LogGroup": (subject) => {
    const name = subject.named();
    return { id: name, name, arn: subject.arn("logs", `log-group:${name}`) };
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": (subject) => {
    const name = subject.named();
    return { id: name, name, arn: subject.arn("cloudwatch", `alarm:${name}`) };
  },
  "aws:cloudwatch/dashboard:Dashboard": (subject) => {
    const name = String(subject.inputs["dashboardName"]);
    return { id: name, dashboardArn: subject.globalArn("cloudwatch", `dashboard/${name}`) };
  },
  "aws:cloudwatch/eventRule:EventRule": (subject) => {
    const name = subject.named();
    return { id: name, name, arn: subject.arn("events", `rule/${name}`) };
  },
  "aws:ssm/parameter:Parameter": (subject) => {
    const name = subject.named();
    return { id: name, arn: subject.arn("ssm", `parameter/${name.replace(/^\//, "")}`), version: 1 };
  },
};
