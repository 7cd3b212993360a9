package io.nact.dashboard;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** With Spring WebFlux: a flux, which drops what a slow browser does not take. */
final class ReactiveLiveStream implements LiveStream {

    private final Viewers viewers;

    ReactiveLiveStream(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public Object open() {
        Flux<ServerSentEvent<String>> events = Flux.create(this::follow, FluxSink.OverflowStrategy.LATEST);
        return new WebEndpointResponse<>(events, MediaType.TEXT_EVENT_STREAM);
    }

    private void follow(FluxSink<ServerSentEvent<String>> sink) {
        Viewer viewer = new Viewer() {

            @Override
            public void show(String sample) {
                sink.next(ServerSentEvent.builder(sample).event("sample").build());
            }

            @Override
            public void end() {
                sink.complete();
            }
        };
        sink.onDispose(() -> viewers.remove(viewer));
        if (!viewers.add(viewer)) {
            sink.complete();
        }
    }
}
