"""moto's DynamoDB at ADDRESS:PORT, in memory.

One thread serves all requests, one after another, so that a condition and its write, or all of a transaction, are one
step, which moto does not see to. Four of its departures from DynamoDB are mended here, nothing else is changed:
- "less than" and its like between values of two types is false, not an error;
- an item may have 400 KiB;
- a transaction is undone from a copy of which items are where, not from a copy of all items for each of its writes,
  which takes minutes;
- so that this copy stays as it was, an update changes a copy of its item.
"""
import copy
import logging
import sys

import waitress
from moto.dynamodb import comparisons
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

LARGEST_ITEM = 400 * 1024


def false_between_types(operator):
    compare = operator.expr

    def expr(self, item):
        try:
            return compare(self, item)
        except TypeError:
            return False

    operator.expr = expr


def set_attribute(attributes, name, value):
    if sum(len(key.encode()) + part.size() for key, part in {**attributes, name: value}.items()) > LARGEST_ITEM:
        raise ItemSizeTooLarge
    dict.__setitem__(attributes, name, value)


def copy_of_table(table, _memo):
    other = copy.copy(table)
    other.items = copy.copy(table.items)
    for partition, items in table.items.items():
        other.items[partition] = dict(items)
    return other


def update_a_copy(backend, table_name, key, *arguments, **options):
    table = backend.get_table(table_name)
    where = [DynamoType(key[attribute]) for attribute in (table.hash_key_attr, table.range_key_attr)]
    item = table.get_item(*where)
    if item is not None:
        table.items[where[0]][where[1]] = copy.deepcopy(item)
    return update_item(backend, table_name, key, *arguments, **options)


for name in ("OpLessThan", "OpLessThanOrEqual", "OpGreaterThan", "OpGreaterThanOrEqual"):
    false_between_types(getattr(comparisons, name))
LimitedSizeDict.__setitem__ = set_attribute
Table.__deepcopy__ = copy_of_table
update_item = DynamoDBBackend.update_item
DynamoDBBackend.update_item = update_a_copy

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # requests that wait are meant to
waitress.serve(DomainDispatcherApplication(create_backend_app), listen=sys.argv[1], threads=1)
