"""moto's DynamoDB at ADDRESS:PORT, in memory. One thread serves all requests, one after another, so that a condition and
its write, or all of a transaction, are one step, which moto itself does not see to."""
import logging
import sys

import waitress
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # requests that wait are meant to
waitress.serve(DomainDispatcherApplication(create_backend_app), listen=sys.argv[1], threads=1)
