using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Outreach.Functions.Tests;

/// <summary>One function of the deployable, and its trigger.</summary>
public sealed record DeployedFunction(string Name, MethodInfo Method, Attribute Trigger)
{
    public override string ToString() => Name;
}

/// <summary>Every function of the deployable, found by reflection as the host does.</summary>
public static class Deployed
{
    /// <summary>The deployable's build output in this configuration: the published files, except for compiling ahead.</summary>
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
