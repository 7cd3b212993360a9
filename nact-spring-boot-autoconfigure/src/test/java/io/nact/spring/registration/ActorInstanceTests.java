package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.Every;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import reactor.core.publisher.Mono;

/** The instances behind an {@link Actor}: made by Spring, in the actor's turn, anew for each life. */
class ActorInstanceTests {

    private final ApplicationContextRunner recording = ActorContexts.with(Recorder.class, Recording.class);

    @Test
    void injectsTheConstructorAndValues() {
        ActorContexts.with(Injected.class, Recorder.class)
                .withPropertyValues("greeting=Hi")
                .run(context -> {
                    ActorRef<Say> ref = ActorContexts.ref(context, "injected");
                    assertThat(ref.call(new Say("you"))).isEqualTo("Hi you, by true");
                });
    }

    @Test
    void initializesAndDestroysInTheTurn() {
        recording.run(context -> {
            List<String> events = context.getBean(Recorder.class).events;
            assertThat(events).containsExactly("construct in turn", "init in turn");
            context.getBean(ActorSystem.class)
                    .stop(ActorContexts.ref(context, "recording"))
                    .get();
            assertThat(events).containsExactly("construct in turn", "init in turn", "destroy in turn");
        });
    }

    @Test
    void destroysWhenTheContextCloses() {
        Recorder[] recorder = new Recorder[1];
        recording.run(context -> recorder[0] = context.getBean(Recorder.class));
        assertThat(recorder[0].events).containsExactly("construct in turn", "init in turn", "destroy in turn");
    }

    @Test
    void makesAFreshInstanceOnReset() {
        recording.run(context -> {
            ActorRef<Say> ref = ActorContexts.ref(context, "recording");
            assertThat(ref.call(new Say("one"))).isEqualTo("1");
            assertThat(ref.call(new Say("two"))).isEqualTo("2");
            assertThatThrownBy(() -> ref.call(new Say("error"))).isInstanceOf(AssertionError.class);
            assertThat(ref.call(new Say("three"))).isEqualTo("1");
            assertThat(context.getBean(Recorder.class).events)
                    .containsExactly(
                            "construct in turn",
                            "init in turn",
                            "destroy in turn",
                            "construct in turn",
                            "init in turn");
        });
    }

    @Test
    void advisesAPackagePrivateHandler() {
        ActorContexts.with(Advice.class, Advised.class).run(context -> {
            ActorRef<Say> ref = ActorContexts.ref(context, "advised");
            assertThat(ref.call(new Say("x"))).isEqualTo("advised(x 1)");
            assertThat(ref.call(new Say("x"))).isEqualTo("advised(x 2)");
            assertThat(context.getBean(Advice.class).destroyed).isEmpty();
            context.getBean(ActorSystem.class).stop(ref).get();
            assertThat(context.getBean(Advice.class).destroyed).containsExactly("target with 2");
        });
    }

    @Test
    void refusesAHandlerThatTheProxyCannotOverride() {
        assertThat(StartupFailures.report(ActorContexts.with(Advice.class, AdvisedInVain.class)))
                .isEqualTo("""
                        Description:
                        Actor 'advisedInVain' (io.nact.spring.registration.ActorInstanceTests$AdvisedInVain) is proxied, for a transaction, an aspect or the like, but the proxy cannot override its handler tick.
                        Action:
                        Let the method be neither final nor, if its class is of another package, package-private.
                        """);
    }

    @Test
    void refusesAScheduledMethodThatTheProxyCannotOverride() {
        assertThat(StartupFailures.report(ActorContexts.with(Advice.class, ScheduledInVain.class)))
                .contains("the proxy cannot override its handler beat.");
    }

    @Test
    void advisesByTheClassAlsoIfThereIsAnInterface() {
        ActorContexts.with(Advice.class, AdvisedWithInterface.class).run(context -> {
            ActorRef<Say> ref = ActorContexts.ref(context, "advisedWithInterface");
            assertThat(ref.call(new Say("x"))).isEqualTo("advised(x)");
        });
    }

    @Test
    void refusesAnInstanceThatIsNoneOfTheClass() {
        assertThat(StartupFailures.report(ActorContexts.with(AdvisedWithInterface.class, Replacing.class)))
                .startsWith(
                        "Description:\nWhat stands for the instance of actor 'advisedWithInterface' does not extend");
    }

    @Test
    void makesWhatTheActorDependsOnBefore() {
        ActorContexts.with(Recorder.class, Dependency.class, Dependent.class)
                .run(context ->
                        assertThat(context.getBean(Recorder.class).events).containsExactly("dependency", "dependent"));
    }

    @Test
    void refusesToMakeAnInstanceOutsideTheTurn() {
        recording.run(
                context -> assertThatThrownBy(() -> context.getBean(Recording.class))
                        .hasRootCauseInstanceOf(IllegalStateException.class)
                        .rootCause()
                        .hasMessage(
                                "The instance behind actor 'recording' is made in the actor's turn only, not by getBean. Inject ActorRef<ActorInstanceTests.Say> instead and send it messages."));
    }

    @Test
    void asksTheBeanOfThePolicyClass() {
        ActorContexts.with(Recorder.class, Counting.class, Supervised.class).run(context -> {
            ActorRef<Tick> ref = ActorContexts.ref(context, "supervised");
            ref.tell(new Tick());
            assertThat(context.getBean(Counting.class).crash.get().getMessage()).isEqualTo("tick");
        });
    }

    @Test
    void makesThePolicyIfThereIsNoBeanOfItsClass() {
        ActorContexts.with(Recorder.class, Supervised.class).run(context -> {
            ActorRef<Tick> ref = ActorContexts.ref(context, "supervised");
            ref.tell(new Tick());
            assertThat(context.getBean(Recorder.class).crash.get().getMessage()).isEqualTo("tick");
        });
    }

    @Test
    void takesAMonoForAReply() {
        ActorContexts.with(Reactive.class).run(context -> {
            ActorRef<Say> ref = ActorContexts.ref(context, "reactive");
            assertThat(ref.call(new Say("later"))).isEqualTo("later");
        });
    }

    @Test
    void tellsThePolicyWhatTheConstructorThrew() {
        ActorContexts.with(Recorder.class, Flaky.class).run(context -> {
            ActorRef<Say> ref = ActorContexts.ref(context, "flaky");
            assertThatThrownBy(() -> ref.call(new Say("x"))).isInstanceOf(AssertionError.class);
            assertThat(context.getBean(Recorder.class).startCrash.get())
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("second life");
        });
    }

    record Say(String text) implements Request<String> {}

    record Tick() {}

    static class Recorder {

        final List<String> events = new CopyOnWriteArrayList<>();

        final CompletableFuture<Throwable> crash = new CompletableFuture<>();

        final CompletableFuture<Throwable> startCrash = new CompletableFuture<>();

        final AtomicInteger lives = new AtomicInteger();

        void event(String what) {
            boolean inTurn = Thread.currentThread().getName().startsWith("nact-");
            events.add(what + (inTurn ? " in turn" : " elsewhere"));
        }
    }

    @Actor("recording")
    static class Recording {

        private final Recorder recorder;

        private int count;

        Recording(Recorder recorder) {
            this.recorder = recorder;
            recorder.event("construct");
        }

        @PostConstruct
        void init() {
            recorder.event("init");
        }

        @PreDestroy
        void destroy() {
            recorder.event("destroy");
        }

        @Receive
        String say(Say message) {
            if (message.text().equals("error")) {
                throw new AssertionError("not fatal");
            }
            return String.valueOf(++count);
        }
    }

    @Actor("injected")
    static class Injected {

        private final String greeting;

        private final Recorder recorder;

        Injected(@Value("${greeting}") String greeting, Recorder recorder) {
            this.greeting = greeting;
            this.recorder = recorder;
        }

        @Receive
        String say(Say message) {
            return greeting + " " + message.text() + ", by " + (recorder != null);
        }
    }

    @Actor("advised")
    static class Advised {

        private final Advice advice;

        private int count;

        Advised(Advice advice) {
            this.advice = advice;
        }

        @Receive
        String say(Say message) {
            return message.text() + " " + ++count;
        }

        @PreDestroy
        void destroy() {
            advice.destroyed.add((AopUtils.isAopProxy(this) ? "proxy" : "target") + " with " + count);
        }
    }

    @Actor("advisedInVain")
    static class AdvisedInVain {

        void say() {}

        @Receive
        final void tick(Tick tick) {}
    }

    @Actor("scheduledInVain")
    static class ScheduledInVain {

        void say() {}

        @Receive
        void tick(Tick tick) {}

        @Every("1h")
        final void beat() {}
    }

    interface Talkative {

        void chat();
    }

    @Actor("advisedWithInterface")
    static class AdvisedWithInterface implements Talkative {

        @Override
        public void chat() {}

        @Receive
        String say(Say message) {
            return message.text();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Advice {

        final List<String> destroyed = new CopyOnWriteArrayList<>();

        @Bean
        static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        static DefaultPointcutAdvisor advisor() {
            NameMatchMethodPointcut say = new NameMatchMethodPointcut();
            say.addMethodName("say");
            return new DefaultPointcutAdvisor(
                    say, (MethodInterceptor) invocation -> "advised(%s)".formatted(invocation.proceed()));
        }
    }

    static class Replacing implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Talkative ? (Talkative) () -> {} : bean;
        }
    }

    static class Dependency {

        Dependency(Recorder recorder) {
            recorder.events.add("dependency");
        }
    }

    @DependsOn("actorInstanceTests.Dependency")
    @Actor("dependent")
    static class Dependent {

        Dependent(Recorder recorder) {
            recorder.events.add("dependent");
        }

        @Receive
        void tick(Tick tick) {}
    }

    static class Counting implements SupervisionPolicy {

        final CompletableFuture<Throwable> crash;

        Counting(Recorder recorder) {
            this.crash = recorder.crash;
        }

        @Override
        public Directive decide(Crash crash) {
            this.crash.complete(crash.cause());
            return Directive.RESUME;
        }
    }

    @Actor(value = "supervised", supervision = Counting.class)
    static class Supervised {

        @Receive
        void tick(Tick tick) {
            throw new IllegalStateException("tick");
        }
    }

    @Actor("reactive")
    static class Reactive {

        @Receive
        Mono<String> say(Say message) {
            return Mono.just(message.text());
        }
    }

    static class StartPolicy implements SupervisionPolicy {

        private final Recorder recorder;

        StartPolicy(Recorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public Directive decide(Crash crash) {
            if (crash.message() == null) {
                recorder.startCrash.complete(crash.cause());
            }
            return Directive.RESET;
        }

        @Override
        public Duration delay(Crash crash) {
            return Duration.ofMillis(1);
        }
    }

    @Actor(value = "flaky", supervision = StartPolicy.class)
    static class Flaky {

        Flaky(Recorder recorder) {
            if (recorder.lives.incrementAndGet() == 2) {
                throw new IllegalArgumentException("second life");
            }
        }

        @Receive
        String say(Say message) {
            throw new AssertionError("reset me");
        }
    }
}
