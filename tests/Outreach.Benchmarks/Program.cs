using System.Globalization;
using BenchmarkDotNet.Running;
using Outreach.Benchmarks;
using Outreach.Benchmarks.Hosts;
using Outreach.Benchmarks.Measures;

// A measured process of this program's own, as Child starts it.
if (args is ["host", var kind, var port]) return await ChildHosts.RunAsync(kind, int.Parse(port, CultureInfo.InvariantCulture));
if (args is ["broadcast-of", var people]) return await BroadcastRun.ChildAsync(int.Parse(people, CultureInfo.InvariantCulture));
if (args is ["course-of", var learners]) return await CourseRun.ChildAsync(int.Parse(learners, CultureInfo.InvariantCulture));
if (args is ["kill-of", var server, var begun])
    return await KillMeasure.ChildAsync(new Uri(server), long.Parse(begun, CultureInfo.InvariantCulture));
if (args is ["core", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(Turns).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
    return 0;
}
return await Session.RunAsync(args);
