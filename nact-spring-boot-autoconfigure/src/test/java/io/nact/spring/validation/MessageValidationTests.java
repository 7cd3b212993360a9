package io.nact.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.validation.NactValidationAutoConfiguration;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.validation.annotation.Validated;

/** A message that breaks a constraint is refused at the send, before anybody else learns of it. */
class MessageValidationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    ValidationAutoConfiguration.class,
                    NactValidationAutoConfiguration.class))
            .withUserConfiguration(Account.class, Strict.class, Grouped.class, Checking.class);

    @Test
    void anInvalidMessageIsTheSendersFailure() {
        runner.run(context -> {
            Entities<Deposit> accounts = entities(context.getBean("account", Entities.class));
            ActorRef<Deposit> account = accounts.get("42");

            assertThatThrownBy(() -> account.tell(new Deposit(-1))).isInstanceOf(ConstraintViolationException.class);
            assertThatThrownBy(() -> account.ask(new Deposit(-1)).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("amount");

            ActorSystem system = context.getBean(ActorSystem.class);
            assertThat(system.find(system.path().child("account").child("42"))).isEmpty();
            assertThat(system.deadLetters(Reason.UNHANDLED)).isZero();
            assertThat(account.call(new Deposit(2))).isEqualTo(2);
        });
    }

    @Test
    void allMessagesOfAValidatedClassAreChecked() {
        runner.run(context -> {
            ActorRef<Object> strict = ref(context.getBean("strict", ActorRef.class));

            assertThatThrownBy(() -> strict.tell(new Named(" "))).isInstanceOf(ConstraintViolationException.class);
            assertThatThrownBy(() -> strict.tell(new Counted(-1))).isInstanceOf(ConstraintViolationException.class);
            assertThatCode(() -> strict.tell(new Named("ann"))).doesNotThrowAnyException();
        });
    }

    @Test
    void theGroupsAreThoseOfTheHandler() {
        runner.run(context -> {
            ActorRef<Object> grouped = ref(context.getBean("grouped", ActorRef.class));

            assertThatThrownBy(() -> grouped.tell(new Text("too long")))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThatCode(() -> grouped.tell(new Text(""))).doesNotThrowAnyException();
        });
    }

    @Test
    void aMessageIsCheckedAsItsClosestHandlerSays() {
        runner.withUserConfiguration(Shapes.class).run(context -> {
            ActorRef<Shape> shapes = ref(context.getBean("shapes", ActorRef.class));

            assertThatThrownBy(() -> shapes.tell(new Circle(-1))).isInstanceOf(ConstraintViolationException.class);
            assertThatCode(() -> shapes.tell(new Line(-1))).doesNotThrowAnyException();
            assertThatCode(() -> shapes.tell(new Point(-1))).doesNotThrowAnyException();
        });
    }

    @Test
    void aMessageIsCheckedAsTheInterfaceOfTheHandlerSays() {
        runner.withUserConfiguration(Naming.class).run(context -> {
            ActorRef<Named> naming = ref(context.getBean("naming", ActorRef.class));

            assertThatThrownBy(() -> naming.tell(new Named(" "))).isInstanceOf(ConstraintViolationException.class);
        });
    }

    @Test
    void aConstraintOfTheParameterIsCheckedByAProxy() {
        runner.withUserConfiguration(Unwelcoming.class).run(context -> {
            ActorRef<Checked> unwelcoming = ref(context.getBean("unwelcoming", ActorRef.class));

            assertThatThrownBy(() -> unwelcoming.call(new Checked("x")))
                    .isInstanceOf(ConstraintViolationException.class);
        });
    }

    @Test
    void aMessageIsCheckedOnce() {
        runner.run(context -> {
            ActorRef<Checked> checking = ref(context.getBean("checking", ActorRef.class));
            CountingValidator.COUNT.set(0);

            assertThat(checking.call(new Checked("x"))).isEqualTo("x");

            assertThat(CountingValidator.COUNT).hasValue(1);
        });
    }

    @Test
    void whatAHandlerReturnsIsCheckedByAProxy() {
        runner.withUserConfiguration(Constrained.class).run(context -> {
            ActorRef<Checked> constrained = ref(context.getBean("constrained", ActorRef.class));

            assertThatThrownBy(() -> constrained.call(new Checked("")))
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("return value");
        });
    }

    @Test
    void anActorIsNotProxiedForItsMessages() {
        runner.withBean(Proxies.class)
                .run(context ->
                        assertThat(context.getBean(Proxies.class).actors).hasValue(0));
    }

    @Test
    void doesWithoutAValidator() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(NactAutoConfiguration.class, NactValidationAutoConfiguration.class))
                .withUserConfiguration(Checking.class)
                .withClassLoader(new FilteredClassLoader(Validator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MessageValidation.class));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.validation.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(MessageValidation.class);
            assertThatCode(() -> entities(context.getBean("account", Entities.class))
                            .get("42")
                            .tell(new Deposit(-1)))
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void leavesTheCheckToTheUser() {
        runner.withBean(
                        "own",
                        MessageValidation.class,
                        () -> new MessageValidation(Validation.buildDefaultValidatorFactory()::getValidator))
                .run(context -> assertThat(context.getBeanNamesForType(MessageValidation.class))
                        .containsExactly("own"));
    }

    @SuppressWarnings("unchecked")
    private static <M> ActorRef<M> ref(ActorRef<?> ref) {
        return (ActorRef<M>) ref;
    }

    @SuppressWarnings("unchecked")
    private static Entities<Deposit> entities(Entities<?> entities) {
        return (Entities<Deposit>) entities;
    }

    record Deposit(@Positive int amount) implements Request<Integer> {}

    @EntityActor("account")
    static class Account {

        Account(@EntityId String id) {}

        @Receive
        int deposit(@Valid Deposit message) {
            return message.amount();
        }
    }

    sealed interface StrictMessage {}

    record Named(@NotBlank String name) implements StrictMessage {}

    record Counted(@Positive int count) implements StrictMessage {}

    @Actor("strict")
    @Validated
    static class Strict {

        @Receive
        void named(Named message) {}

        @Receive
        void counted(Counted message) {}
    }

    interface Shape {}

    interface Round extends Shape {}

    interface Flat extends Round {}

    record Circle(@Positive int radius) implements Round {}

    record Line(@Positive int length) implements Shape {}

    record Point(@Positive int size) implements Flat {}

    @Actor(value = "shapes", protocol = Shape.class)
    static class Shapes {

        @Receive
        void a(Shape message) {}

        @Receive
        void b(@Valid Round message) {}

        @Receive
        void c(Flat message) {}
    }

    interface Names {

        @Receive
        void on(@Valid Named message);
    }

    @Actor("naming")
    static class Naming implements Names {

        @Override
        public void on(Named message) {}
    }

    @Actor("unwelcoming")
    @Validated
    static class Unwelcoming {

        @Receive
        String on(@Unwelcome Checked message) {
            return message.value();
        }
    }

    @Constraint(validatedBy = UnwelcomeValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unwelcome {

        String message() default "unwelcome";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    static class UnwelcomeValidator implements ConstraintValidator<Unwelcome, Object> {

        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            return false;
        }
    }

    interface Short {}

    record Text(
            @NotBlank @Size(max = 3, groups = Short.class) String text) {}

    @Actor("grouped")
    static class Grouped {

        @Receive
        void on(@Validated(Short.class) Text message) {}
    }

    record Checked(@Counting String value) implements Request<String> {}

    @Actor("checking")
    @Validated
    static class Checking {

        @Receive
        String on(@Valid Checked message) {
            return message.value();
        }
    }

    @Actor("constrained")
    @Validated
    static class Constrained {

        @Receive
        @NotBlank
        String on(Checked message) {
            return message.value();
        }
    }

    @Constraint(validatedBy = CountingValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Counting {

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    static class CountingValidator implements ConstraintValidator<Counting, String> {

        static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            COUNT.incrementAndGet();
            return true;
        }
    }

    /** Counts the actors that have been proxied by those post-processors that came before. */
    static class Proxies implements BeanPostProcessor {

        final AtomicInteger actors = new AtomicInteger();

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof Checking && AopUtils.isAopProxy(bean)) {
                actors.incrementAndGet();
            }
            return bean;
        }
    }
}
