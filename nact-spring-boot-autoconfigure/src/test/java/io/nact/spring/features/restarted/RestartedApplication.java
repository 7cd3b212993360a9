package io.nact.spring.features.restarted;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.Every;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.autoconfigure.transaction.NactTransactionAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Does what leaves traces: asks, entities, schedules, events, a failure. Started by name. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    NactContextAutoConfiguration.class,
    NactTransactionAutoConfiguration.class,
    NactAutoConfiguration.class
})
@Import({RestartedApplication.Greeter.class, RestartedApplication.Guest.class, RestartedApplication.Client.class})
public class RestartedApplication implements Runnable {

    /** Starts it, uses it, and closes it. */
    @Override
    public void run() {
        SpringApplication application = new SpringApplicationBuilder(RestartedApplication.class)
                .web(WebApplicationType.NONE)
                .properties("nact.name=restarted", "spring.main.banner-mode=off")
                .application();
        application.setRegisterShutdownHook(false); // Boot's list of contexts is none of nact's business
        try (ConfigurableApplicationContext context = application.run()) {
            context.publishEvent(new Arrived("Jian-Yang"));
            System.out.println(context.getBean(Client.class).talk());
        }
    }

    record Greet(String name) implements Request<String> {}

    record Arrived(String name) {}

    record Client(ActorRef<Greet> greeter, Entities<Greet> guests) {

        String talk() {
            greeter.tell(new Greet(""));
            return greeter.ask(new Greet("you"))
                    .thenCompose(reply -> guests.get(reply).ask(new Greet("me")))
                    .join();
        }
    }

    @Actor("greeter")
    static class Greeter {

        private int beats;

        @Receive
        String greet(Greet message) {
            if (message.name().isEmpty()) {
                throw new IllegalArgumentException("nobody to greet");
            }
            return "Hello " + message.name();
        }

        @Receive
        @OnApplicationEvent
        void on(Arrived event) {}

        @Every("1ms")
        void beat() {
            beats++;
        }
    }

    @EntityActor("guests")
    static class Guest {

        private final String id;

        Guest(@EntityId String id) {
            this.id = id;
        }

        @Receive
        String greet(Greet message) {
            return id + " and " + message.name();
        }
    }
}
