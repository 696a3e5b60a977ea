# One process of 温故. By itself it keeps an SQLite file in /data:
#   docker build -t wengu . && docker run --env-file .env --read-only --tmpfs /tmp -v wengu:/data wengu
# compose.yaml has two of them behind nginx, on PostgreSQL.
FROM python:3.11-slim AS packages
COPY requirements.txt .
RUN python -m venv /packages && /packages/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home wengu && install -d -o wengu -g wengu /data
COPY --from=packages /packages /packages
WORKDIR /app
COPY questions/ questions/
COPY db/ db/
COPY bot/ bot/
RUN /packages/bin/python -m compileall -q .
ENV PATH=/packages/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    HOME=/tmp \
    MPLCONFIGDIR=/tmp/matplotlib \
    WENGU_DATA_DIR=/data \
    WENGU_HEALTH=127.0.0.1:9090
USER wengu
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9090/healthz', timeout=3)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
