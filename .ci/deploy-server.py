"""moto's AWS at ADDRESS:PORT, in memory, with what CloudFormation does and moto leaves out: it makes a change set's outputs and exports, says
who imports an export (nobody does, here), and that the region has a type of resource. Outputs and exports are those of the template. Resources that moto does not make, which are all of SAM's and most in front of the table
and the bucket, are left out; what refers to one gets its name, or, for the distribution, the id of one that is there.
"""
import re
import sys
import warnings

import waitress
from moto.cloudformation import responses
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import ChangeSet, Stack, cloudformation_backends
from moto.cloudformation.parsing import resource_class_from_type
from moto.cloudfront.models import cloudfront_backends
from moto.core.responses import ActionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

warnings.simplefilter("ignore")


def makes(resource):
    kind = resource_class_from_type(resource["Type"])
    return kind is not None and resource["Type"].split("::")[1] in ("DynamoDB", "S3", "Logs", "SNS")


def known(value, kept, names):
    if isinstance(value, list):
        return [known(entry, kept, names) for entry in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((function, argument),) = value.items()
        if function == "Fn::GetAtt" and argument[0] not in kept:
            return host(argument[0])
        if function == "Ref" and argument in names and argument not in kept:
            return names[argument]
        if function == "Fn::Sub" and isinstance(argument, str):
            return {function: re.sub(r"\$\{(\w+)\.\w+}", lambda found: found[0] if found[1] in kept else host(found[1]), argument)}
    return {key: known(entry, kept, names) for key, entry in value.items()}


def host(name):
    return name.lower() + ".example.com"


def made(text):
    template = parse(text)
    distributions = list(cloudfront_backends["123456789012"]["aws"].distributions)
    names = {name: (distributions + [name])[0] if name == "Distribution" else name for name in template["Resources"]}
    kept = {name for name, resource in template["Resources"].items() if makes(resource)}
    resources = {name: resource for name, resource in template["Resources"].items() if name in kept}
    rest = {key: value for key, value in template.items() if key not in ("Transform", "Rules")}
    return rest | known({"Resources": resources, "Outputs": template.get("Outputs", {})}, kept, names)


def read(self):
    self.template_dict = made(self.template)


def apply(self):
    stack = self.stack
    exports = cloudformation_backends[stack.account_id][stack.region_name].exports
    if self.change_set_type == "UPDATE":
        stack.update(self.template, self.role_arn, self.parameters, self.tags)
    else:
        stack.template = self.template
        stack.parameters = self.parameters
        stack._parse_template()
        stack.cross_stack_resources = exports
        stack.resource_map = stack._create_resource_map()
        stack.create_resources()
        stack.output_map = stack._create_output_map()
    for export in stack.exports:
        exports[export.name] = export


def template_at(url, **where):
    return fetch(url.replace(f"http://{sys.argv[1]}/", "https://s3.amazonaws.com/"), **where)


def not_imported(self):
    raise ValidationError(message=f"Export '{self._get_param('ExportName')}' is not imported by any stack.")


def described(self):
    return ActionResult({"TypeName": self._get_param("TypeName")})


parse = Stack.parse_template
Stack.parse_template = staticmethod(made)
ChangeSet._parse_template = read
fetch = responses.get_stack_from_s3_url
responses.get_stack_from_s3_url = template_at
ChangeSet.apply = apply
responses.CloudFormationResponse.list_imports = not_imported
responses.CloudFormationResponse.describe_type = described
waitress.serve(DomainDispatcherApplication(create_backend_app), listen=sys.argv[1], threads=4)
