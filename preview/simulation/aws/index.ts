import { sdkFacts } from "../sdk";
import { accessAnswers } from "./access";
import { computeAnswers } from "./compute";
import { dataAnswers } from "./data";
import { edgeAnswers } from "./edge";
import { networkAnswers } from "./network";
import { operationsAnswers } from "./operations";
import type { Answer, Subject } from "./subject";

const answers: Readonly<Record<string, Answer>> = {
  ...accessAnswers,
  ...computeAnswers,
  ...dataAnswers,
  ...edgeAnswers,
  ...networkAnswers,
  ...operationsAnswers,
};

/** What AWS computes for a resource. A type without an entry of its own gets a name and, if it has one, an ARN. */
export function answer(subject: Subject): ReturnType<Answer> {
  const special = answers[subject.type];
  if (special !== undefined) return special(subject);
  const { inputs, computed } = sdkFacts(subject.type);
  const id = subject.named();
  const [, service = "", kind = ""] = /^aws:(\w+)\/(\w+):/.exec(subject.type) ?? [];
  return {
    id,
    ...(inputs.has("name") ? { name: id } : {}),
    ...(computed.has("arn") ? { arn: subject.arn(service, `${kind}/${id}`) } : {}),
  };
}
