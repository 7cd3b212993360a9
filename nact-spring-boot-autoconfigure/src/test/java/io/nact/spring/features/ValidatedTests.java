package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.validation.annotation.Validated;

/** {@code @Validated} on an actor and {@code @Valid} on its messages: the sender hears, the actor never does. */
class ValidatedTests {

    private static final Order GOOD = new Order("tea");

    private static final Order BAD = new Order("  ");

    private final ApplicationContextRunner application =
            Applications.with(Seen.class, AdviceTests.Polite.class, Orders.class, Basket.class);

    @Test
    void refusesToTell() {
        application.run(context -> {
            ActorRef<Order> orders = Applications.ref(context, "orders");
            assertThatThrownBy(() -> orders.tell(BAD))
                    .isExactlyInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("code:");
            assertThat(orders.ask(GOOD).join()).isEqualTo("Dear Sirs, tea it is");
            assertThat(context.getBean(Seen.class).orders).containsExactly("tea");
        });
    }

    @Test
    void failsTheAsk() {
        application.run(context -> {
            ActorRef<Order> orders = Applications.ref(context, "orders");
            assertThat(Applications.failure(orders.ask(BAD))).isExactlyInstanceOf(ConstraintViolationException.class);
            assertThatThrownBy(() -> orders.call(BAD)).isExactlyInstanceOf(ConstraintViolationException.class);
            assertThat(context.getBean(Seen.class).orders).isEmpty();
        });
    }

    @Test
    void spawnsNoEntityForAMessageThatIsRefused() {
        application.run(context -> {
            Entities<Order> baskets = Applications.entities(context, "basket");
            assertThat(Applications.failure(baskets.get("a").ask(BAD)))
                    .isExactlyInstanceOf(ConstraintViolationException.class);
            assertThatThrownBy(() -> baskets.get("b").tell(BAD))
                    .isExactlyInstanceOf(ConstraintViolationException.class);
            assertThat(baskets.get("c").ask(GOOD).join()).isEqualTo("Dear Sirs, tea");
            assertThat(context.getBean(Seen.class).baskets).containsExactly("c");
        });
    }

    @Test
    void validatesOnce() {
        application.run(context -> {
            ActorRef<Order> orders = Applications.ref(context, "orders");
            int before = Counting.checks.get();
            orders.ask(GOOD).join();
            assertThat(Counting.checks.get() - before).isEqualTo(1);
        });
    }

    @Test
    void validatesWhatAHandlerReturns() {
        Applications.with(Seen.class, Shelf.class).run(context -> {
            ActorRef<Fetch> shelf = Applications.ref(context, "shelf");
            assertThat(shelf.ask(new Fetch("tea")).join()).isEqualTo("tea");
            assertThat(Applications.failure(shelf.ask(new Fetch(" "))))
                    .isExactlyInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("fetch.<return value>");
            assertThat(context.getBean(Seen.class).orders).containsExactly("tea", " ");
        });
    }

    record Order(@Counted String code) implements Request<String> {}

    record Fetch(String code) implements Request<String> {}

    @Constraint(validatedBy = Counting.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Counted {

        String message() default "must not be blank";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class Counting implements ConstraintValidator<Counted, String> {

        static final AtomicInteger checks = new AtomicInteger();

        @Override
        public boolean isValid(String code, ConstraintValidatorContext context) {
            checks.incrementAndGet();
            return !code.isBlank();
        }
    }

    static class Seen {

        final List<String> orders = new CopyOnWriteArrayList<>();

        final List<String> baskets = new CopyOnWriteArrayList<>();
    }

    @Validated
    @Actor("orders")
    static class Orders {

        private final Seen seen;

        Orders(Seen seen) {
            this.seen = seen;
        }

        @Receive
        String order(@Valid Order message) {
            seen.orders.add(message.code());
            return message.code() + " it is";
        }
    }

    @EntityActor("basket")
    static class Basket {

        Basket(@EntityId String id, Seen seen) {
            seen.baskets.add(id);
        }

        @Receive
        String order(@Valid Order message) {
            return message.code();
        }
    }

    @Validated
    @Actor("shelf")
    static class Shelf {

        private final Seen seen;

        Shelf(Seen seen) {
            this.seen = seen;
        }

        @Receive
        @NotBlank
        String fetch(Fetch message) {
            seen.orders.add(message.code());
            return message.code();
        }
    }
}
