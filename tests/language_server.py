"""An editor as small as can be: it opens YAML texts in a language server over stdio and asks about them."""

import json
import queue
import subprocess
import threading

SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


class Editor:
    """Speaks the language server protocol with one server; every answer is waited for, 20 seconds at most."""

    def __init__(self, server):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([server, "--stdio"], **pipes)
        self.inbox, self.published, self.sent = queue.Queue(), {}, 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.reader.join()
        self.process.stdin.close()
        self.process.stdout.close()

    def faults(self, path, text):
        """Give the line (from 1) and message of every fault shown."""
        self._open(path, text)
        while path.as_uri() not in self.published:
            self._take(self.inbox.get(timeout=20))
        shown = self.published[path.as_uri()]
        return [(fault["range"]["start"]["line"] + 1, fault["message"]) for fault in shown]

    def completions(self, path, text, line, column):
        self._open(path, text)
        found = self._ask("textDocument/completion", _at(path, line, column))
        return [item["label"] for item in found["items"]]

    def hover(self, path, line, column):
        return self._ask("textDocument/hover", _at(path, line, column))["contents"]["value"]

    def _open(self, path, text):
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method, params):
        self.sent += 1
        self._send({"id": self.sent, "method": method, "params": params})
        while True:
            message = self.inbox.get(timeout=20)
            if message.get("id") == self.sent and "method" not in message:
                return message["result"]
            self._take(message)

    def _tell(self, method, params):
        self._send({"method": method, "params": params})

    def _take(self, message):
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            wanted = message["params"].get("items", []) if message.get("params") else []
            answer = [SETTINGS if item.get("section") == "yaml" else {} for item in wanted]
            self._send({"id": message["id"], "result": answer or None})

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self):
        while line := self.process.stdout.readline():
            length = int(line.removeprefix(b"Content-Length:"))
            while self.process.stdout.readline().strip():
                pass
            self.inbox.put(json.loads(self.process.stdout.read(length)))


def _at(path, line, column):
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
