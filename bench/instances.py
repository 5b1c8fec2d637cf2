"""nginx before the instances of the site, with the upstream of deploy/nginx/msphysio.conf, without TLS and cache."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bench import site
from tests.support.running import ROOT, free_port

DEPLOYED = ROOT / "deploy" / "nginx"
CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log crit;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {upstream}
    server {{
        listen 127.0.0.1:{port} backlog=2048;
        {limits}
        location / {{ proxy_pass http://msphysio; }}
    }}
}}
"""
OURS = re.compile(
    r"^    ((?:client_header_timeout|client_body_timeout|send_timeout|keepalive_timeout|large_client_header_buffers"
    r"|client_max_body_size|proxy_http_version|proxy_connect_timeout|proxy_read_timeout|proxy_next_upstream\w*"
    r"|proxy_set_header (?:Connection|Host)) .*;)",
    re.M,
)


class Front:
    """nginx at `url` before instances on `ports`, which `restart` ends and starts as deploy/systemd does."""

    def __init__(self, folder, place, ports, stack):
        self.folder, self.place, self.ports, self.stack = folder, place, ports, stack
        self.code = ROOT  # the folder of the program that the next instance runs
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.instances = {}

    def instance(self, port):
        """Start the instance on a port, wait until it answers, and let nginx ask it."""
        known = self.place.environment(PORT=str(port))
        log = self.stack.enter_context((self.folder / f"{port}.log").open("a"))
        command = [sys.executable, "-m", "msphysio.serve"]
        self.instances[port] = subprocess.Popen(
            command, cwd=self.code, env={**os.environ, **known}, stdout=log, stderr=log, start_new_session=True
        )
        _wait(f"http://127.0.0.1:{port}/health/live")
        self.tell("in", port)

    def tell(self, what, port):
        """Run deploy/nginx/instance."""
        known = {"NGINX": f"nginx -c {self.folder}/nginx.conf", "NGINX_INSTANCES": str(self.folder / "instances")}
        command = [str(DEPLOYED / "instance"), what, str(port)]
        subprocess.run(command, env={**os.environ, **known}, check=True, capture_output=True)

    def restart(self, port, leave=True):
        """End an instance, with or without telling nginx before, and start it anew."""
        if leave:
            self.tell("out", port)
        self.instances[port].terminate()
        self.instances[port].wait(30)
        self.instance(port)

    def configuration(self):
        """Return nginx's configuration, of the parts of the deployed one that matter here."""
        deployed = (DEPLOYED / "msphysio.conf").read_text()
        upstream = re.search(r"^upstream msphysio \{.*?^\}", deployed, re.M | re.S)[0]
        upstream = upstream.replace("/etc/nginx/msphysio", f"{self.folder}/instances")
        limits = "\n        ".join(OURS.findall(deployed))
        return CONFIGURATION.format(folder=self.folder, port=self.port, upstream=upstream, limits=limits)


@contextmanager
def nginx(place: site.Place, instances: int = 2):
    """So many instances of a site behind nginx; yields a Front. Raises SystemExit where nginx is missing."""
    if not shutil.which("nginx"):
        raise SystemExit("This bench needs nginx: `apt-get install nginx`, then again.")
    with ExitStack() as stack:
        folder = stack.enter_context(site.folder())
        folder.chmod(0o755)
        (folder / "instances").mkdir()
        front = Front(folder, place, [free_port() for _ in range(instances)], stack)
        for port in front.ports:
            (folder / "instances" / f"{port}.conf").write_text(f"server 127.0.0.1:{port} down;\n")
        (folder / "nginx.conf").write_text(front.configuration())
        server = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
        stack.callback(_end, server, front)
        while not Path(folder / "pid").exists() and server.poll() is None:
            time.sleep(0.05)
        for port in front.ports:
            front.instance(port)
        _wait(front.url + "/")
        yield front


def _end(server, front):
    for process in front.instances.values():
        site.end(process)
    server.terminate()
    server.wait(20)


def _wait(url):
    late = time.monotonic() + site.SECONDS_TO_OPEN
    while time.monotonic() < late:
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=20).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"{url} did not open.")
