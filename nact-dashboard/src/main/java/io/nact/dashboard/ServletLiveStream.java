package io.nact.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** With Spring MVC: a request without a thread, and a thread for as long as something is being sent. */
final class ServletLiveStream implements LiveStream {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private static final long NO_TIMEOUT = 0;

    private final Viewers viewers;

    /** Threads come when they are needed and go a minute later; a viewer needs one at most. */
    private final Executor senders = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "nact-dashboard-sender");
        thread.setDaemon(true);
        return thread;
    });

    ServletLiveStream(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public Object open() {
        Browser browser = new Browser();
        return viewers.add(browser)
                ? browser.events
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
    }

    private final class Browser implements Viewer {

        private final Events events = new Events();

        /** What is to be sent, or is being sent; whoever puts the first one there has it sent. */
        private final AtomicReference<@Nullable String> next = new AtomicReference<>();

        Browser() {
            events.onCompletion(() -> viewers.remove(this));
            events.onTimeout(() -> viewers.remove(this));
            events.onError(failure -> viewers.remove(this));
        }

        @Override
        public void show(String sample) {
            if (next.getAndSet(sample) == null) {
                senders.execute(this::send);
            }
        }

        private void send() {
            String sample;
            do {
                sample = next.get();
                try {
                    events.send(SseEmitter.event().name("sample").data(String.valueOf(sample), TEXT));
                } catch (IOException | IllegalStateException gone) {
                    viewers.remove(this); // the container ends the request
                    return;
                }
            } while (!next.compareAndSet(sample, null));
        }

        @Override
        public void end() {
            events.complete();
        }
    }

    private static final class Events extends SseEmitter {

        Events() {
            super(NO_TIMEOUT);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
            response.getHeaders().set("X-Accel-Buffering", "no"); // proxies would hold back what is small
        }
    }
}
