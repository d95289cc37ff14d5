"""A webhook receiver and a mail server on loopback that note what arrives and under which key."""

import http.server
import json
import socket
import threading
from email import message_from_bytes
from email.header import decode_header, make_header

from aiosmtpd.controller import Controller

from ems_dashboard.actions.sending import KEY_HEADER


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Receiver:
    """A webhook receiver and an SMTP server that note the key of whatever arrives."""

    def __init__(self):
        self.keys, self.texts, self.down = [], [], False
        note = self._note

        class Hook(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                taken = note(self.headers[KEY_HEADER], json.loads(body)["message"])
                self.send_response(200 if taken else 503)
                self.end_headers()

            def log_message(self, *said):
                pass

        class Mail:
            async def handle_DATA(self, server, session, envelope):
                mail = message_from_bytes(envelope.content)
                text = mail.get_payload()[0].get_payload(decode=True).decode().strip()
                key = str(make_header(decode_header(mail[KEY_HEADER])))
                return "250 OK" if note(key, text) else "451 later"

        self._hook = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=self._hook.serve_forever, daemon=True).start()
        self._mail = Controller(Mail(), hostname="127.0.0.1", port=_free_port())
        self._mail.start()

    def _note(self, key, text):
        if self.down:
            return False
        self.keys.append(key)
        self.texts.append(text)
        return True

    @property
    def hook(self):
        return f"json://127.0.0.1:{self._hook.server_port}/take"

    @property
    def mail(self):
        port = self._mail.port
        to = "from=duty@example.org&to={address}&smtp=127.0.0.1&mode=insecure"
        return f"mailto://127.0.0.1:{port}/?{to}"

    def close(self):
        self._hook.shutdown()
        self._hook.server_close()
        self._mail.stop()
