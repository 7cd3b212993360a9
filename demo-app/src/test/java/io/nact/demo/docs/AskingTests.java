package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.AskCycleException;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter;
import io.nact.mailbox.Mailboxes;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingTests {

    record GetPrice(String article) implements Request<Double> {}

    record GetRate(String currency) implements Request<Double> {}

    record Quote(String article, String currency) implements Request<Double> {}

    private ActorSystem system;

    private final Map<String, CompletableFuture<String>> pages = new ConcurrentHashMap<>();

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("asking");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private ActorRef<GetPrice> prices() {
        return system.spawn(
                "prices",
                Behaviors.stateless(
                        GetPrice.class, (message, ctx) -> ctx.replyTo(message).reply(10.0)));
    }

    private ActorRef<GetRate> rates() {
        return system.spawn(
                "rates",
                Behaviors.stateless(
                        GetRate.class, (message, ctx) -> ctx.replyTo(message).reply(1.5)));
    }

    private static Behavior<Quote> quoting(ActorRef<GetPrice> prices, ActorRef<GetRate> rates) {
        return Behaviors.statelessAsync(Quote.class, (message, ctx) -> {
            var reply = ctx.replyTo(message);
            return prices.ask(new GetPrice(message.article()))
                    .thenCompose(price ->
                            rates.ask(new GetRate(message.currency())).thenAccept(rate -> reply.reply(price * rate)));
        });
    }

    @Test
    void anActorAsksOthersAndReturnsTheStage() {
        ActorRef<Quote> quotes = system.spawn("quotes", quoting(prices(), rates()));

        assertThat(quotes.call(new Quote("chair", "USD"))).isEqualTo(15);
    }

    @Test
    void whoIsAskedOnTheWayHasNoMoreTimeThanIsLeft() {
        ActorRef<GetRate> silent = system.spawn("silent", Behaviors.stateless(GetRate.class, (message, ctx) -> {
            var later = ctx.replyTo(message);
        }));
        ActorRef<Quote> quotes = system.spawn("quotes", quoting(prices(), silent));

        CompletableFuture<Double> quote = quotes.ask(new Quote("chair", "USD"), Duration.ofMillis(300));

        assertThatThrownBy(quote::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AskTimeoutException.class);
    }

    @Test
    void whatHasBeenCancelledIsNotHandled() {
        CountDownLatch gate = new CountDownLatch(1);
        ActorRef<GetRate> busy = system.spawn(
                "busy",
                Behaviors.stateless(GetRate.class, (message, ctx) -> {
                            gate.await();
                            ctx.replyTo(message).reply(1.0);
                        })
                        .concurrency(1));
        CompletableFuture<Double> first = busy.ask(new GetRate("EUR"));

        CompletableFuture<Double> asked = busy.ask(new GetRate("CHF"));
        asked.cancel(true);

        gate.countDown();
        assertThat(first.join()).isEqualTo(1.0);
        await().until(() -> system.deadLetters(DeadLetter.Reason.CANCELLED) == 1);
    }

    @Test
    void anotherActorMayAnswer() {
        ActorRef<GetRate> rates = rates();
        ActorRef<GetRate> desk = system.spawn("desk", Behaviors.stateless(GetRate.class, (message, ctx) -> {
            ctx.forward(rates, message);
        }));

        assertThat(desk.call(new GetRate("USD"))).isEqualTo(1.5);
    }

    sealed interface CacheMessage {}

    record Get(String url) implements CacheMessage, Request<String> {}

    record Loaded(String url, String text) implements CacheMessage {}

    @Test
    void aStageIsPipedBackWhileOthersAreServed() {
        Behavior<CacheMessage> cache = Behaviors.statefulFrom(
                CacheMessage.class, ctx -> new HashMap<String, String>(), (texts, message, ctx) -> {
                    if (message instanceof Get get && texts.containsKey(get.url())) {
                        ctx.replyTo(get).reply(texts.get(get.url()));
                    } else if (message instanceof Get get) {
                        var reply = ctx.replyTo(get);
                        ctx.pipeToSelf(download(get.url()), (text, failure) -> {
                            String page = failure == null ? text : "unavailable";
                            reply.reply(page);
                            return new Loaded(get.url(), page);
                        });
                    } else if (message instanceof Loaded loaded) {
                        texts.put(loaded.url(), loaded.text());
                    }
                    return texts;
                });
        ActorRef<CacheMessage> ref = system.spawn("cache", cache);

        CompletableFuture<String> slow = ref.ask(new Get("/slow"));
        download("/quick").complete("quick");
        assertThat(ref.call(new Get("/quick"))).isEqualTo("quick");
        download("/slow").complete("slow");
        assertThat(slow.join()).isEqualTo("slow");
    }

    private CompletableFuture<String> download(String url) {
        return pages.computeIfAbsent(url, absent -> new CompletableFuture<>());
    }

    sealed interface GameMessage {}

    record Meet(ActorRef<GameMessage> other) implements GameMessage, Request<String> {}

    record Greeting(ActorRef<GameMessage> other) implements GameMessage, Request<String> {}

    @Test
    void actorsThatWaitForOneAnotherLearnOfIt() {
        Behavior<GameMessage> shy = Behaviors.statefulAsync(GameMessage.class, 0, (state, message, ctx) -> {
            CompletableFuture<String> asked;
            if (message instanceof Meet meet) {
                asked = meet.other().ask(new Greeting(ctx.self()));
            } else {
                asked = ((Greeting) message).other().ask(new Greeting(ctx.self()));
            }
            return asked.thenApply(answer -> state);
        });
        ActorRef<GameMessage> erlich = system.spawn("erlich", shy.exceptionsAreReplies());
        ActorRef<GameMessage> jared = system.spawn("jared", shy.exceptionsAreReplies());

        assertThatThrownBy(() -> erlich.call(new Meet(jared)))
                .isInstanceOf(AskCycleException.class)
                .hasMessageContaining("erlich")
                .hasMessageContaining("jared");
    }

    record Row(String text) {}

    @Test
    void anOfferIsTakenWhenThereIsRoom() {
        CountDownLatch gate = new CountDownLatch(1);
        ActorRef<Row> writer = system.spawn(
                "writer",
                Behaviors.stateful(Row.class, 0, (rows, row, ctx) -> {
                            gate.await();
                            return rows + 1;
                        })
                        .mailbox(Mailboxes.bounded(1)));
        writer.tell(new Row("in hand"));
        await().until(() -> system.depth(writer) == 0);

        boolean first = writer.tryTell(new Row("1"));
        boolean second = writer.tryTell(new Row("2"));
        CompletableFuture<Void> taken = writer.offer(new Row("2"));

        assertThat(List.of(first, second)).containsExactly(true, false);
        assertThat(taken).isNotDone();
        gate.countDown();
        assertThat(taken).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void rowsAreSentAsFastAsTheyAreTaken() {
        ActorRef<Row> writer = system.spawn(
                "writer",
                Behaviors.stateful(Row.class, 0, (rows, row, ctx) -> rows + 1).mailbox(Mailboxes.bounded(10)));
        List<Row> rows =
                IntStream.range(0, 1_000).mapToObj(i -> new Row("row " + i)).toList();

        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (Row row : rows) {
            sent = sent.thenCompose(taken -> writer.offer(row));
        }

        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        assertThat(system.deadLetters(DeadLetter.Reason.FULL)).isZero();
    }
}
