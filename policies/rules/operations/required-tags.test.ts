import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { requiredTags } from "./required-tags";

const tags = { Project: "commerce", Stage: "prod", ManagedBy: "pulumi" };

describeRule(requiredTags, {
  compliant: {
    type: "aws:sqs/queue:Queue",
    name: "payment",
    properties: { tags: { ...tags, Name: "payment" } },
  },
  sameFor: ["aws:iam/role:Role", "aws:rds/instance:Instance", "aws:ec2/vpc:Vpc"],
  fails: {
    "no tags": { tags: ABSENT },
    ...Object.fromEntries(Object.keys(tags).map((tag) => [`no ${tag}`, { [`tags.${tag}`]: ABSENT }])),
    "an empty tag": { "tags.Stage": "" },
    "no tag, beside one of another project": { "tags.Project": "other", "tags.Stage": ABSENT },
    "no tag that the stack asks for": where({ settings: { tags: ["Owner"] } }),
  },
  passes: { "tags that the provider merged": { tags: ABSENT, tagsAll: tags } },
  undecided: { "tags that are not known": { tags: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
  remedied: {
    "no tags": { tags },
    "no Project": { "tags.Project": "commerce" },
    "no Stage": { "tags.Stage": "prod" },
    "no ManagedBy": { "tags.ManagedBy": "pulumi" },
    "an empty tag": { "tags.Stage": "prod" },
    "no tag, beside one of another project": { "tags.Stage": "prod" },
    "no tag that the stack asks for": { "tags.Owner": "unset" },
  },
});

const listed = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
const [project, stage, manager] = listed;
const own = { key: "Name", value: "payment", propagateAtLaunch: false };

describeRule(requiredTags, {
  compliant: { type: "aws:autoscaling/group:Group", name: "payment", properties: { tags: listed } },
  fails: {
    "no tags": { tags: ABSENT },
    "no Stage": { "tags[1]": ABSENT },
    "an empty Stage": { "tags[1].value": "" },
    "a map of tags, which nothing reads": { tags: [], tagsAll: tags },
    "no tag that the stack asks for": where({ settings: { tags: ["Owner"] } }),
  },
  passes: {
    "a tag beside one that is not known": {
      tags: [...listed, { ...own, key: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
    },
    "a value that is not known": { "tags[0].value": "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
  },
  remedied: {
    "no tags": { tags: listed },
    "no Stage": { tags: [project, manager, stage] },
    "an empty Stage": { tags: [project, manager, stage] },
    "a map of tags, which nothing reads": { tags: listed, tagsAll: tags },
    "no tag that the stack asks for": {
      tags: [...listed, { key: "Owner", value: "unset", propagateAtLaunch: true }],
    },
  },
});
