package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTests {

    sealed interface RateMessage {}

    record GetRate(String currency) implements RateMessage, Request<Double> {}

    record SetRate(String currency, double rate) implements RateMessage {}

    record AskRate(String currency, ActorRef<Double> replyTo) implements RateMessage {}

    private ActorSystem system;

    private ActorRef<RateMessage> rates;

    private final Map<String, CompletableFuture<String>> pages = new ConcurrentHashMap<>();

    @BeforeEach
    void startTheActor() {
        system = ActorSystems.start("messages");
        rates = system.spawn(
                "rates",
                Behaviors.statefulFrom(RateMessage.class, ctx -> new HashMap<String, Double>(), MessagesTests::rate));
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private static Map<String, Double> rate(
            Map<String, Double> known, RateMessage message, ActorContext<RateMessage> ctx) {
        if (message instanceof SetRate set) {
            known.put(set.currency(), set.rate());
        } else if (message instanceof AskRate ask) {
            ask.replyTo().tell(known.get(ask.currency()));
        } else if (message instanceof GetRate get && known.containsKey(get.currency())) {
            ctx.replyTo(get).reply(known.get(get.currency()));
        } else if (message instanceof GetRate get) {
            ctx.replyTo(get).fail(new IllegalArgumentException("No rate for " + get.currency()));
        }
        return known;
    }

    @Test
    void askCallAndAReferenceInTheMessage() throws Exception {
        rates.tell(new SetRate("EUR", 1.08));
        boolean taken = rates.tryTell(new SetRate("CHF", 1.12));

        CompletableFuture<Double> later = rates.ask(new GetRate("EUR"), Duration.ofSeconds(1));
        double now = rates.call(new GetRate("CHF"));

        CompletableFuture<Double> carried = rates.ask(replyTo -> new AskRate("EUR", replyTo), Duration.ofSeconds(1));

        assertThat(taken).isTrue();
        assertThat(later.get(5, TimeUnit.SECONDS)).isEqualTo(1.08);
        assertThat(now).isEqualTo(1.12);
        assertThat(carried.get(5, TimeUnit.SECONDS)).isEqualTo(1.08);
    }

    @Test
    void whatTheHandlerFailsWithIsWhatTheAskerGets() {
        assertThatThrownBy(() -> rates.call(new GetRate("XXX")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No rate for XXX");
        assertThatThrownBy(() -> rates.ask(new GetRate("XXX")).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aForeignMessageIsTheSendersMistakeAndCounted() {
        @SuppressWarnings({"unchecked", "rawtypes"}) // what the compiler keeps others from
        ActorRef<Object> anything = (ActorRef) rates;

        assertThatThrownBy(() -> anything.tell("EUR")).isInstanceOf(UnhandledMessageException.class);

        long unhandled = system.deadLetters(DeadLetter.Reason.UNHANDLED);
        assertThat(unhandled).isEqualTo(1);
    }

    record Fetch(String url) implements Request<String> {}

    @Test
    void aReplyMayComeLongAfterTheTurn() {
        ActorRef<Fetch> fetcher = system.spawn("fetcher", Behaviors.stateless(Fetch.class, (message, ctx) -> {
            var reply = ctx.replyTo(message);
            download(message.url()).whenComplete((text, failure) -> {
                if (failure == null) {
                    reply.reply(text);
                } else {
                    reply.fail(failure);
                }
            });
        }));

        CompletableFuture<String> asked = fetcher.ask(new Fetch("/index"));
        download("/index").complete("<html>");

        assertThat(asked).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("<html>");
    }

    @Test
    void anAskThatNobodyAnswersTimesOut() {
        ActorRef<Fetch> silent = system.spawn("silent", Behaviors.stateless(Fetch.class, (message, ctx) -> {
            var neverUsed = ctx.replyTo(message);
        }));

        assertThatThrownBy(() -> silent.call(new Fetch("/"), Duration.ofMillis(20)))
                .isInstanceOf(AskTimeoutException.class)
                .isInstanceOf(ActorException.class)
                .hasMessageContaining("silent")
                .hasMessageContaining("Fetch");
    }

    sealed interface CacheMessage {}

    record Look(String url) implements CacheMessage, Request<List<String>> {}

    record Load(String url) implements CacheMessage {}

    record Loaded(String text) implements CacheMessage {}

    @Test
    void aStageComesBackAsAMessage() {
        download("/index").complete("<html>");
        ActorRef<CacheMessage> cache = system.spawn(
                "cache",
                Behaviors.statefulFrom(CacheMessage.class, ctx -> new ArrayList<String>(), (texts, message, ctx) -> {
                    if (message instanceof Load load) {
                        ctx.pipeToSelf(
                                download(load.url()),
                                (text, failure) -> new Loaded(failure == null ? text : "unavailable"));
                    } else if (message instanceof Loaded loaded) {
                        texts.add(loaded.text());
                    } else if (message instanceof Look look) {
                        ctx.replyTo(look).reply(List.copyOf(texts));
                    }
                    return texts;
                }));

        cache.tell(new Load("/index"));

        await().untilAsserted(() -> assertThat(cache.call(new Look("/index"))).containsExactly("<html>"));
    }

    @Test
    void aReferenceMayTakeMessagesOfAnotherType() {
        ActorRef<String> euros = rates.adapt(text -> new SetRate("EUR", Double.parseDouble(text)));
        euros.tell("1.08");

        assertThat(rates.call(new GetRate("EUR"))).isEqualTo(1.08);
    }

    sealed interface BillMessage {}

    record Rated(double rate) implements BillMessage {}

    record Total() implements BillMessage, Request<Double> {}

    @Test
    void anActorAdaptsWhatItIsAnswered() {
        rates.tell(new SetRate("EUR", 1.08));
        Behavior<BillMessage> bill = Behaviors.setup(BillMessage.class, ctx -> {
            ActorRef<Double> answers = ctx.adapt(rate -> new Rated(rate));
            rates.tell(new AskRate("EUR", answers));
            return Behaviors.stateful(0.0, (total, message, context) -> {
                if (message instanceof Rated rated) {
                    return 100 * rated.rate();
                }
                context.replyTo((Total) message).reply(total);
                return total;
            });
        });
        ActorRef<BillMessage> ref = system.spawn("bill", bill);

        await().untilAsserted(() -> assertThat(ref.call(new Total())).isEqualTo(108));
    }

    private CompletableFuture<String> download(String url) {
        return pages.computeIfAbsent(url, absent -> new CompletableFuture<>());
    }
}
