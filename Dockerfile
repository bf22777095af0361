# One image for every role: `python -m bot run`, or `run --only …`. Built in two steps so that no compiler stays in it.
FROM python:3.11-slim AS made
WORKDIR /pagoda
COPY pyproject.toml constraints.txt ./
RUN python -m venv /venv \
 && python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > wanted.txt \
 && /venv/bin/pip install --no-cache-dir -c constraints.txt -r wanted.txt

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home pagoda && mkdir /data && chown pagoda /data
COPY --from=made /venv /venv
COPY --chown=root:root . /pagoda
WORKDIR /pagoda
USER pagoda
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PAGODA_DATA_DIR=/data PAGODA_HTTP=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["python", "-m", "bot", "run"]
