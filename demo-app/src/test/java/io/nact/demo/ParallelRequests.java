package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests that are all under way at once, from a client of their own. */
final class ParallelRequests {

    private ParallelRequests() {}

    static List<HttpResponse<String>> send(int count, IntFunction<HttpRequest> request) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        List<CompletableFuture<HttpResponse<String>>> underWay = IntStream.range(0, count)
                .mapToObj(i -> client.sendAsync(request.apply(i), BodyHandlers.ofString()))
                .toList();
        assertThat(CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(60));
        return underWay.stream().map(CompletableFuture::join).toList();
    }
}
