# The site without its database; compose.yaml shows how it is run. Python is of the version that the tests run with.
# The base has no digest here because nobody could look it up: pin it (docs/operations.md says how).
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: \
        -r /tmp/requirements.txt \
 && /opt/venv/bin/pip uninstall --yes --quiet setuptools pip

FROM python:3.11-slim-bookworm AS site
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VAR_DIR=/srv/var
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/msphysio
# The public page on safety is made of the hazard log; the version of the site stands in pyproject.toml.
COPY docs/clinical-safety.md docs/clinical-safety.md
COPY LICENSE manage.py pyproject.toml ./
COPY static static
COPY templates templates
COPY content content
COPY referrals referrals
COPY msphysio msphysio
# No database and no real secret are needed here. What is left of Python's installer goes.
RUN SECRET_KEY=only-for-collecting DATABASE_URL=postgres://nobody@127.0.0.1/none \
        python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q /srv/msphysio \
 && rm -rf /usr/local/lib/python3.11/site-packages/* /usr/local/lib/python3.11/ensurepip /usr/local/bin/pip* \
 && useradd --system --uid 10001 --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin msphysio \
 && install --directory --owner=msphysio --group=msphysio --mode=0750 \
        /srv/var/media /srv/var/backups /srv/var/local-copy

USER 10001:10001
# `docker build --build-arg COMMIT="$(git rev-parse HEAD)"`: the page /status/ names it.
ARG COMMIT=
ENV WEB_HOST=0.0.0.0 PORT=8000 COMMIT=$COMMIT
EXPOSE 8000
# The site answers to its own name only, and over https only: so the check says both.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/health/live', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0], 'X-Forwarded-Proto': 'https'}), timeout=4)"]
CMD ["python", "-m", "msphysio.serve"]
