"""What a template of SAM becomes, as far as it can be known without AWS: python template-resources.py TEMPLATE

Fails where a resource that can be tagged lacks the tag that tells what a stack costs, where a type of resource is not in
docs/idle-cost.md, where there are more resources or more text than CloudFormation takes, more alarms than are free, or a jar
that Lambda would not take.
"""
import json
import os
import sys
import zipfile
from pathlib import Path

from cfnlint.decode import cfn_yaml
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from samtranslator.translator.transform import transform

TAG = "slipway:stack"
REGION = "us-east-1"
MOST_RESOURCES = 500
MOST_BYTES = 1_000_000
MOST_ALARMED_METRICS = 10
MOST_ZIPPED = 50_000_000
MOST_UNZIPPED = 250_000_000
PAGE = Path("docs/idle-cost.md")


class NoPolicies:
    """AWS's own policies, none of which the template asks for by name."""

    def load(self):
        return {}


def transformed(path):
    template = cfn_yaml.load(path)
    for resource in template["Resources"].values():  # what sam deploy does with a jar, and a ZIP
        if resource["Type"] in ("AWS::Serverless::Function", "AWS::Serverless::WebFunction"):
            resource["Properties"]["CodeUri"] = {"Bucket": "bucket", "Key": "key"}
    os.environ["AWS_DEFAULT_REGION"] = REGION
    return transform(template, {}, NoPolicies())


def is_taggable(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema
    return "Tags" in schema["properties"] and schema.get("tagging", {}).get("taggable", True)


def is_tagged(properties):
    tags = properties.get("Tags") or properties.get("Body", {}).get("tags", [])
    return TAG in (tags if isinstance(tags, dict) else [tag.get("Key", tag.get("name")) for tag in tags])


def faults(template):
    resources = template["Resources"]
    page = PAGE.read_text()
    for name, resource in resources.items():
        kind = resource["Type"]
        if is_taggable(kind) and not is_tagged(resource.get("Properties", {})):
            yield f"{name} ({kind}) has no tag {TAG}"
    for kind in sorted({resource["Type"] for resource in resources.values()}):
        if f"`{kind}`" not in page:
            yield f"{kind} is not in {PAGE}"
    if len(resources) > MOST_RESOURCES:
        yield f"{len(resources)} resources are more than {MOST_RESOURCES}"
    size = len(json.dumps(template))
    if size > MOST_BYTES:
        yield f"{size} bytes are more than {MOST_BYTES}"
    alarmed = sum(metrics(resource) for resource in resources.values() if resource["Type"] == "AWS::CloudWatch::Alarm")
    if alarmed > MOST_ALARMED_METRICS:
        yield f"alarms on {alarmed} metrics are not free"
    print(f"{len(resources)} resources of {len({r['Type'] for r in resources.values()})} types, {size} bytes; alarms on {alarmed} metrics")


def metrics(resource):
    return len([metric for metric in resource["Properties"].get("Metrics", [{"MetricStat": 1}]) if "MetricStat" in metric])


def faults_of_jars(path):
    functions = [resource["Properties"] for resource in cfn_yaml.load(str(path))["Resources"].values()]
    for jar in sorted({path.parent / function["CodeUri"] for function in functions if isinstance(function.get("CodeUri"), str)}):
        zipped = jar.stat().st_size
        unzipped = sum(entry.file_size for entry in zipfile.ZipFile(jar).infolist())
        print(f"{jar.name}: {zipped} bytes, {unzipped} unzipped")
        if zipped > MOST_ZIPPED or unzipped > MOST_UNZIPPED:
            yield f"{jar} is more than Lambda takes"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    found = [*faults(transformed(str(path))), *faults_of_jars(path)]
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
