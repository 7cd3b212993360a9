package io.nact.spring.registration;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Finds the ways by which a framework's threads would enter an actor outside its turn. Annotations and interfaces are
 * known by name, since the libraries that have them need not be there.
 */
final class ForeignThreads {

    private static final Map<String, String> ANNOTATIONS = annotations();

    private static final Map<String, String> INTERFACES = Map.of(
            "org.springframework.context.ApplicationListener",
            "Listen in another bean, and tell the actor from there by its ActorRef.",
            "org.springframework.boot.Runner",
            "Run in another bean, and tell the actor from there by its ActorRef; what starts with the actor belongs in its constructor or @PostConstruct method.");

    private ForeignThreads() {}

    static void check(String name, Class<?> type) {
        String interfaceName = foreignInterface(type);
        if (interfaceName != null) {
            throw refusal(
                    name, type, "implements " + ClassUtils.getShortName(interfaceName), INTERFACES.get(interfaceName));
        }
        String onClass = foreignAnnotation(type);
        if (onClass != null) {
            throw refusal(name, type, "is annotated with " + at(onClass), ANNOTATIONS.get(onClass));
        }
        Map<Method, String> onMethods = MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<String>) ForeignThreads::foreignAnnotation);
        onMethods.forEach((method, annotation) -> {
            String what = "has %s on its method %s".formatted(at(annotation), method.getName());
            throw refusal(name, type, what, ANNOTATIONS.get(annotation));
        });
    }

    private static ActorBeanException refusal(String name, Class<?> type, String what, @Nullable String wayOut) {
        return new ActorBeanException(
                "Actor '%s' (%s) %s: that would let a foreign thread in, outside the actor's turn."
                        .formatted(name, type.getName(), what),
                String.valueOf(wayOut));
    }

    private static @Nullable String foreignInterface(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .flatMap(found -> Stream.concat(Stream.of(found), Stream.of(found.getInterfaces())))
                .map(Class::getName)
                .filter(INTERFACES::containsKey)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String foreignAnnotation(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
        return ANNOTATIONS.keySet().stream()
                .filter(annotations::isPresent)
                .findFirst()
                .orElse(null);
    }

    private static String at(String annotation) {
        return "@" + ClassUtils.getShortName(annotation);
    }

    private static Map<String, String> annotations() {
        String elsewhere = "Put it into another bean, and %s the actor from there by its ActorRef.";
        String ask = elsewhere.formatted("ask");
        Map<String, String> wayOut = new LinkedHashMap<>();
        put(
                wayOut,
                "Annotate the method with @Every instead: it then runs in the actor's turn.",
                "org.springframework.scheduling.annotation.Scheduled");
        put(
                wayOut,
                "Annotate the method with @Receive and @OnApplicationEvent instead: the event then comes through the actor's mailbox.",
                "org.springframework.context.event.EventListener");
        put(
                wayOut,
                "Remove it: tell and ask return at once anyway, and a handler may return a CompletionStage.",
                "org.springframework.scheduling.annotation.Async",
                "jakarta.ejb.Asynchronous",
                "jakarta.enterprise.concurrent.Asynchronous");
        put(
                wayOut,
                ask,
                "org.springframework.stereotype.Controller",
                "org.springframework.web.bind.annotation.ControllerAdvice",
                "org.springframework.web.bind.annotation.ExceptionHandler",
                "org.springframework.web.bind.annotation.RequestMapping",
                "org.springframework.web.service.annotation.HttpExchange",
                "org.springframework.graphql.data.method.annotation.BatchMapping",
                "org.springframework.graphql.data.method.annotation.SchemaMapping",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
                "org.springframework.boot.actuate.endpoint.annotation.EndpointExtension",
                "org.springframework.jmx.export.annotation.ManagedResource",
                "org.springframework.grpc.server.service.GrpcService");
        put(
                wayOut,
                elsewhere.formatted("tell"),
                "io.nact.spring.Projection",
                "io.nact.spring.OnReset",
                "io.nact.spring.OnErased");
        put(
                wayOut,
                elsewhere.formatted("tell or ask"),
                "org.springframework.messaging.handler.annotation.MessageMapping",
                "org.springframework.messaging.rsocket.annotation.ConnectMapping",
                "org.springframework.messaging.simp.annotation.SubscribeMapping",
                "org.springframework.kafka.annotation.KafkaListener",
                "org.springframework.amqp.rabbit.annotation.RabbitListener",
                "org.springframework.jms.annotation.JmsListener",
                "org.springframework.pulsar.annotation.PulsarListener",
                "org.springframework.integration.annotation.ServiceActivator",
                "io.awspring.cloud.sqs.annotation.SqsListener");
        put(
                wayOut,
                "Declare the bean in a @Configuration class.",
                "org.springframework.context.annotation.Bean",
                "org.springframework.context.annotation.Configuration");
        return wayOut;
    }

    private static void put(Map<String, String> all, String wayOut, String... annotations) {
        all.putAll(Stream.of(annotations).collect(Collectors.toMap(Function.identity(), name -> wayOut)));
    }
}
