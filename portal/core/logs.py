"""Log filter that removes secrets from addresses, such as the code of a card."""

import logging
import re

# Longer than any word, public id or key that others may read: only random secrets are this long.
_CODE = re.compile(r"/[\w-]{40,}")
# Of what a stranger sent, this many characters are enough to recognise it.
_REFUSAL = 200


class CodesLeftOut(logging.Filter):
    """Filter of the log's handlers (settings.LOGGING): refused and failed requests are logged with their address."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        left = _CODE.sub("/…", message)
        if left != message:
            record.msg, record.args = left, ()
        return True


class RefusalsInALine(logging.Filter):
    """Filter of the log's handlers (settings.LOGGING): a request that Django refused (a Host that is not ours, a forged
    session) is one line without a traceback, since anyone can send thousands of them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
            record.msg, record.args = record.getMessage()[:_REFUSAL], ()
        return True
