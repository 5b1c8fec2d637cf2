"""Nginx before or beside a site: files of a folder, or TLS with a certificate of our own, on a free port."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from bench import site

NGINX = """
daemon off; pid {folder}/pid; error_log stderr error; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ {inside} }}
}}
"""
STATIC = "listen 127.0.0.1:{port}; default_type text/html; root {pages};"
TLS = """
    listen 127.0.0.1:{port} ssl; server_name localhost; server_tokens off;
    ssl_certificate {folder}/own.pem; ssl_certificate_key {folder}/own.key;
    error_page 497 =301 https://$http_host$request_uri;
    location / {{
        proxy_pass {url}; proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https;
    }}
"""


def static(pages: Path):
    """Send the files of a folder; yields a Running."""
    return _nginx(STATIC, at="/article.html", pages=pages)


@contextmanager
def tls(url: str):
    """Stand before a site; yields its name, as localhost:8443, and the file of its certificate.

    Who comes over plain http to the same port is sent on to https.
    """
    with site.folder() as folder:
        made = [
            f"-keyout {folder}/own.key -out {folder}/own.pem",
            "-subj /CN=localhost -addext subjectAltName=DNS:localhost",
        ]
        command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 {' '.join(made)}"
        subprocess.run(command.split(), check=True, capture_output=True)
        with _nginx(TLS, at="/", url=url, folder=folder) as running:
            yield f"localhost:{running.port}", folder / "own.pem"


@contextmanager
def _nginx(inside, at, **values):
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        raise SystemExit("This bench needs nginx: `apt-get install nginx-light`, then again.")
    with site.folder() as own:
        own.chmod(0o755)
        port = site.free_port()
        config = NGINX.format(folder=own, inside=inside.format(port=port, **{"folder": own, **values}))
        (own / "nginx.conf").write_text(config)
        with site.opened([program, "-p", str(own), "-c", str(own / "nginx.conf")], port, at) as running:
            yield running
