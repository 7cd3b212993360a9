package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.spring.test.ActorTest;
import io.nact.spring.test.shop.PrinterMessage.Printed;
import java.util.List;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;

/** An aspect that a test brings along is around the actor as it is in the application. */
@ActorTest(actors = Printer.class)
class AspectTests {

    @Test
    void areAroundTheHandlers(@Autowired ActorRef<PrinterMessage> printer) {
        assertThat(printer.call(new Printed())).containsExactly("of the aspect");
    }

    @Aspect
    @TestConfiguration(proxyBeanMethods = false)
    static class Printing {

        @Around("execution(* io.nact.spring.test.shop.Printer.printed(..))")
        List<String> printed() {
            return List.of("of the aspect");
        }
    }
}
