package io.nact.spring.shutdown;

import com.zaxxer.hikari.HikariDataSource;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a server and a data source, which another process starts and terminates; says what it does. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ClosingApplication.Clerk.class, ClosingApplication.Writer.class, ClosingApplication.Requests.class})
class ClosingApplication {

    static final int ROWS = 1000;

    public static void main(String[] args) {
        SpringApplication.run(ClosingApplication.class, args);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        WebServerApplicationContext context = (WebServerApplicationContext) event.getApplicationContext();
        say("port " + context.getWebServer().getPort());
    }

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource source = new HikariDataSource() {
            @Override
            public void close() {
                say("data source closes with %d rows".formatted(rows(this)));
                super.close();
            }
        };
        source.setJdbcUrl("jdbc:h2:mem:closing");
        new JdbcTemplate(source).execute("create table line (number int)");
        return source;
    }

    private static int rows(HikariDataSource source) {
        return new JdbcTemplate(source).queryForList("select number from line").size();
    }

    private static void say(String line) {
        System.out.println("SAID " + line);
    }

    /** Does so some time after. */
    private static Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }

    record Question() implements Request<String> {}

    record Line(int number) implements Request<Void> {}

    /** Answers after more than a second. */
    @Actor("clerk")
    static class Clerk {

        @Receive
        CompletionStage<String> answer(Question question) {
            say("question in hand");
            return CompletableFuture.supplyAsync(() -> "answer", after(1500));
        }
    }

    /** Uses the data source in each turn. */
    @Actor("writer")
    static class Writer {

        private final JdbcTemplate jdbc;

        private final long pace;

        Writer(JdbcTemplate jdbc, @Value("${pace}") long pace) {
            this.jdbc = jdbc;
            this.pace = pace;
        }

        @Receive
        CompletionStage<Void> write(Line line) {
            jdbc.update("insert into line values (?)", line.number());
            return CompletableFuture.runAsync(() -> {}, after(pace));
        }

        @PreDestroy
        void end() {
            say("writer ends");
        }
    }

    @RestController
    static class Requests {

        private final ActorRef<Question> clerk;

        private final ActorRef<Line> writer;

        Requests(ActorRef<Question> clerk, ActorRef<Line> writer) {
            this.clerk = clerk;
            this.writer = writer;
        }

        @GetMapping("/question")
        CompletableFuture<String> question() {
            return clerk.ask(new Question());
        }

        @GetMapping("/lines")
        String lines() {
            for (int number = 0; number < ROWS; number++) {
                writer.tell(new Line(number));
            }
            return "told";
        }
    }
}
