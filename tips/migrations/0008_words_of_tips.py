"""Labels only: the words that officers use. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tips', '0007_redactions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='timelimit',
            name='nature',
            field=models.CharField(choices=[('everyday', 'Vụ việc thông thường'), ('crime', 'Tin báo, tố giác tội phạm'), ('administrative', 'Vi phạm hành chính'), ('denunciation', 'Tố cáo'), ('complaint', 'Khiếu nại'), ('feedback', 'Kiến nghị, phản ánh')], max_length=16),
        ),
        migrations.AlterField(
            model_name='timelimit',
            name='step',
            field=models.CharField(choices=[('start', 'bắt đầu xử lý'), ('pass-on', 'chuyển cơ quan có thẩm quyền'), ('answer', 'phản hồi người báo tin')], max_length=8),
        ),
        migrations.AlterField(
            model_name='tip',
            name='category',
            field=models.CharField(choices=[('theft', 'Trộm cắp, người lạ khả nghi'), ('drugs', 'Ma túy'), ('gambling', 'Đánh bạc, đá gà'), ('loan-sharks', 'Tín dụng đen'), ('fraud', 'Lừa đảo qua mạng'), ('disorder', 'Gây rối, tụ tập đêm'), ('violence', 'Đánh nhau, bạo lực gia đình'), ('weapons', 'Vũ khí, pháo'), ('fire', 'Cháy nổ'), ('traffic', 'Trật tự, an toàn giao thông'), ('lost-found', 'Tìm người, đồ, vật nuôi'), ('wanted', 'Truy nã'), ('dispute', 'Mâu thuẫn, tranh chấp'), ('environment', 'Môi trường, tiếng ồn'), ('procedures', 'Cư trú, căn cước, thủ tục'), ('praise', 'Khen, góp ý'), ('misconduct', 'Tiêu cực của cán bộ'), ('false-news', 'Tin giả cần đính chính')], max_length=16, verbose_name='việc gì'),
        ),
        migrations.AlterField(
            model_name='tip',
            name='met_at',
            field=models.DateTimeField(null=True, verbose_name='xử lý ban đầu lúc'),
        ),
        migrations.AlterField(
            model_name='tip',
            name='nature',
            field=models.CharField(choices=[('everyday', 'Vụ việc thông thường'), ('crime', 'Tin báo, tố giác tội phạm'), ('administrative', 'Vi phạm hành chính'), ('denunciation', 'Tố cáo'), ('complaint', 'Khiếu nại'), ('feedback', 'Kiến nghị, phản ánh')], max_length=16, verbose_name='phân loại'),
        ),
        migrations.AlterField(
            model_name='tip',
            name='outcome',
            field=models.CharField(blank=True, choices=[('helped', 'Đã xử lý, tin có giá trị'), ('unfounded', 'Đã xác minh, không có cơ sở'), ('noted', 'Ghi nhận, không cần làm gì thêm'), ('passed-on', 'Đã chuyển cơ quan có thẩm quyền')], max_length=10, verbose_name='kết quả'),
        ),
        migrations.AlterField(
            model_name='tip',
            name='state',
            field=models.CharField(choices=[('new', 'Mới'), ('classified', 'Đã phân loại'), ('in-hand', 'Đang xử lý'), ('passed-on', 'Đã chuyển'), ('resolved', 'Đã giải quyết'), ('closed', 'Đã phản hồi'), ('void', 'Nhập nhầm')], default='new', max_length=12, verbose_name='trạng thái'),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='category',
            field=models.CharField(blank=True, choices=[('theft', 'Trộm cắp, người lạ khả nghi'), ('drugs', 'Ma túy'), ('gambling', 'Đánh bạc, đá gà'), ('loan-sharks', 'Tín dụng đen'), ('fraud', 'Lừa đảo qua mạng'), ('disorder', 'Gây rối, tụ tập đêm'), ('violence', 'Đánh nhau, bạo lực gia đình'), ('weapons', 'Vũ khí, pháo'), ('fire', 'Cháy nổ'), ('traffic', 'Trật tự, an toàn giao thông'), ('lost-found', 'Tìm người, đồ, vật nuôi'), ('wanted', 'Truy nã'), ('dispute', 'Mâu thuẫn, tranh chấp'), ('environment', 'Môi trường, tiếng ồn'), ('procedures', 'Cư trú, căn cước, thủ tục'), ('praise', 'Khen, góp ý'), ('misconduct', 'Tiêu cực của cán bộ'), ('false-news', 'Tin giả cần đính chính')], max_length=16, verbose_name='việc gì'),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='nature',
            field=models.CharField(blank=True, choices=[('everyday', 'Vụ việc thông thường'), ('crime', 'Tin báo, tố giác tội phạm'), ('administrative', 'Vi phạm hành chính'), ('denunciation', 'Tố cáo'), ('complaint', 'Khiếu nại'), ('feedback', 'Kiến nghị, phản ánh')], max_length=16, verbose_name='phân loại'),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='outcome',
            field=models.CharField(blank=True, choices=[('helped', 'Đã xử lý, tin có giá trị'), ('unfounded', 'Đã xác minh, không có cơ sở'), ('noted', 'Ghi nhận, không cần làm gì thêm'), ('passed-on', 'Đã chuyển cơ quan có thẩm quyền')], max_length=10, verbose_name='kết quả'),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='recipient',
            field=models.CharField(blank=True, choices=[('investigators', 'Cơ quan Cảnh sát điều tra'), ('posted-investigator', 'Điều tra viên bố trí tại Công an cấp xã'), ('peoples-committee', 'Ủy ban nhân dân xã'), ('specialised-body', 'Cơ quan chuyên môn'), ('other-commune', 'Công an xã khác'), ('competent-authority', 'Cơ quan có thẩm quyền giải quyết tố cáo, khiếu nại')], max_length=20, verbose_name='nơi nhận'),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='source',
            field=models.CharField(blank=True, choices=[('new', 'Mới'), ('classified', 'Đã phân loại'), ('in-hand', 'Đang xử lý'), ('passed-on', 'Đã chuyển'), ('resolved', 'Đã giải quyết'), ('closed', 'Đã phản hồi'), ('void', 'Nhập nhầm')], max_length=12),
        ),
        migrations.AlterField(
            model_name='tipmove',
            name='target',
            field=models.CharField(choices=[('new', 'Mới'), ('classified', 'Đã phân loại'), ('in-hand', 'Đang xử lý'), ('passed-on', 'Đã chuyển'), ('resolved', 'Đã giải quyết'), ('closed', 'Đã phản hồi'), ('void', 'Nhập nhầm')], max_length=12),
        ),
    ]
