using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Outreach.Functions.Tests;

/// <summary>One function of the deployable, and what sets it off.</summary>
public sealed record DeployedFunction(string Name, MethodInfo Method, Attribute Trigger)
{
    public override string ToString() => Name;
}

/// <summary>Every function of the deployable, as the host finds them.</summary>
public static class Deployed
{
    /// <summary>Where the build put the deployable, in this configuration: what is published, but for compiling ahead.</summary>
    public static string Folder { get; } = AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "Outreach.Functions.Tests", "bin"), Path.Combine("functions", "Outreach.Functions", "bin"),
        StringComparison.Ordinal);

    public static IReadOnlyList<DeployedFunction> Functions { get; } =
    [
        .. from type in typeof(TwilioTriggers).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select new DeployedFunction(function.Name, method, TriggerOf(method)),
    ];

    public static IEnumerable<(DeployedFunction Function, T Trigger)> With<T>() where T : Attribute =>
        Functions.Where(function => function.Trigger is T).Select(function => (function, (T)function.Trigger));

    private static Attribute TriggerOf(MethodInfo method) => method.GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttributes())
        .Single(attribute => attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute);
}
